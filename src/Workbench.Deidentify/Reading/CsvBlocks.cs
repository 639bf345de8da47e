using System.Security.Cryptography;

namespace Workbench.Deidentify.Reading;

/// <summary>
/// Cuts a CSV file into blocks of whole records, so that several threads can read it, and hashes it on the way. A record ends at a line feed outside quotes, that is
/// where the quotes before it are even in number (RFC 4180 doubles a quote inside a field). A file that breaks this rule is cut somewhere, but never before
/// the record that breaks it, and that record is what is refused.
/// </summary>
public sealed class CsvBlocks(Stream stream, int blockBytes = CsvBlocks.UsualBytes) : IDisposable
{
    public const int UsualBytes = 1 << 20;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] rest = [];
    private bool atEnd;

    /// <summary>Bytes of the file that were read.</summary>
    public long Position { get; private set; }

    /// <summary>Reads the next block.</summary>
    /// <param name="buffer">Where it is put; a larger one takes its place when a record needs it.</param>
    /// <param name="length">Bytes of the block.</param>
    /// <returns>False at the end of the file; the first block exists even when the file is empty.</returns>
    public bool Read(ref byte[] buffer, out int length)
    {
        length = 0;
        if (atEnd && rest.Length == 0)
        {
            return false;
        }

        Grow(ref buffer, Math.Max(blockBytes, rest.Length), 0);
        rest.CopyTo(buffer, 0);
        var end = rest.Length;
        rest = [];
        while (true)
        {
            while (end < buffer.Length && !atEnd)
            {
                var read = stream.Read(buffer, end, buffer.Length - end);
                hash.AppendData(buffer, end, read);
                (end, Position, atEnd) = (end + read, Position + read, read == 0);
            }

            length = atEnd ? end : RecordsEnd(buffer.AsSpan(0, end));
            if (length > 0 || atEnd || end > CsvReader.LongestRecordBytes)
            {
                // A record without an end is handed on as it is: whoever reads it says what is wrong.
                length = length == 0 ? end : length;
                rest = buffer[length..end];
                return true;
            }

            Grow(ref buffer, buffer.Length * 2, end);
        }
    }

    /// <summary>Lower-case SHA-256 of the file, after its end.</summary>
    public string Sha256() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose()
    {
        stream.Dispose();
        hash.Dispose();
    }

    /// <summary>Where the last whole record ends, or 0 when there is none.</summary>
    private static int RecordsEnd(ReadOnlySpan<byte> bytes)
    {
        var quotes = bytes.Count((byte)'"');
        for (var end = bytes.Length; ;)
        {
            var last = bytes[..end].LastIndexOf((byte)'\n');
            if (last < 0)
            {
                return 0;
            }

            quotes -= bytes[(last + 1)..end].Count((byte)'"');
            if (quotes % 2 == 0)
            {
                return last + 1;
            }

            end = last;
        }
    }

    private static void Grow(ref byte[] buffer, int bytes, int kept)
    {
        if (buffer.Length >= bytes)
        {
            return;
        }

        var larger = new byte[bytes];
        buffer.AsSpan(0, kept).CopyTo(larger);
        buffer = larger;
    }
}
