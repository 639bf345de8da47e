using System.Buffers.Binary;
using System.Text;

namespace Workbench.Protocol.Zmtp;

/// <summary>Writes greeting, commands and messages as bytes (RFC 23/ZMTP 3.0).</summary>
internal static class ZmtpEncoder
{
    public const int GreetingBytes = 64;
    public const byte More = 1;
    public const byte Long = 2;
    public const byte Command = 4;

    /// <summary>
    /// Version 3.0 is announced although 3.1 exists: a 3.1 peer then sends subscriptions as messages and no PING, so that
    /// there is one form of each only.
    /// </summary>
    public static byte[] Greeting()
    {
        var bytes = new byte[GreetingBytes];
        bytes[0] = 0xFF;
        bytes[9] = 0x7F;
        bytes[10] = 3;
        "NULL"u8.CopyTo(bytes.AsSpan(12));
        return bytes;
    }

    public static byte[] Ready(ZmtpSocketType type, ReadOnlySpan<byte> identity)
    {
        using var body = new MemoryStream();
        body.WriteByte(5);
        body.Write("READY"u8);
        Property(body, "Socket-Type", Encoding.ASCII.GetBytes(type.WireName()));
        if (type is ZmtpSocketType.Dealer or ZmtpSocketType.Req or ZmtpSocketType.Router)
        {
            Property(body, "Identity", identity);
        }

        return CommandFrame(body.ToArray());
    }

    public static byte[] Pong(ReadOnlySpan<byte> context) => CommandFrame([4, .. "PONG"u8, .. context]);

    /// <summary>One whole message, frame by frame, in one array that can be shared by all receivers.</summary>
    public static byte[] Message(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        var total = 0L;
        foreach (var frame in frames)
        {
            total += HeaderBytes(frame.Length) + frame.Length;
        }

        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)total));
        var rest = bytes.AsSpan();
        for (var i = 0; i < frames.Count; i++)
        {
            var flags = i < frames.Count - 1 ? More : (byte)0;
            rest = rest[Frame(rest, flags, frames[i].Span)..];
        }

        return bytes;
    }

    private static byte[] CommandFrame(ReadOnlySpan<byte> body)
    {
        var bytes = new byte[HeaderBytes(body.Length) + body.Length];
        Frame(bytes, Command, body);
        return bytes;
    }

    private static int HeaderBytes(int length) => length < 256 ? 2 : 9;

    private static int Frame(Span<byte> target, byte flags, ReadOnlySpan<byte> body)
    {
        var header = HeaderBytes(body.Length);
        if (header == 2)
        {
            target[0] = flags;
            target[1] = (byte)body.Length;
        }
        else
        {
            target[0] = (byte)(flags | Long);
            BinaryPrimitives.WriteInt64BigEndian(target[1..], body.Length);
        }

        body.CopyTo(target[header..]);
        return header + body.Length;
    }

    private static void Property(Stream target, string name, ReadOnlySpan<byte> value)
    {
        target.WriteByte((byte)name.Length);
        target.Write(Encoding.ASCII.GetBytes(name));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        target.Write(length);
        target.Write(value);
    }
}
