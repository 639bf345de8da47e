using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Workbench.Deidentify.Keys;

/// <summary>
/// Digests of primary keys under a seed that only the holder of the project's key knows, for finding duplicates and for an order of rows that says nothing about the raw
/// files (XXH3 of 128 bits). A digest never leaves the raw side, so it need not withstand what a pseudonym has to.
/// </summary>
public readonly struct RowDigest(long seed)
{
    /// <summary>Adds a part of a key to a message, behind its length, so that no two lists of parts give the same message.</summary>
    /// <returns>Where the message ends.</returns>
    public static int Add(ref byte[] message, int at, string part)
    {
        if (at + 4 + Encoding.UTF8.GetMaxByteCount(part.Length) is var most && most > message.Length)
        {
            Array.Resize(ref message, most * 2);
        }

        var written = Encoding.UTF8.GetBytes(part, message.AsSpan(at + 4));
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(at), written);
        return at + 4 + written;
    }

    public UInt128 Of(ReadOnlySpan<byte> message) => XxHash128.HashToUInt128(message, seed);
}
