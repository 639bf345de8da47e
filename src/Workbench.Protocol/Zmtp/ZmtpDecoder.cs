using System.Buffers.Binary;

namespace Workbench.Protocol.Zmtp;

/// <summary>
/// Turns the bytes of one peer into its messages, in whatever pieces they arrive. Holds all protocol state and does no
/// input or output, so that the blocking server sockets and the asynchronous client sockets share it, and so that a
/// receive that is cancelled loses nothing.
/// </summary>
internal sealed class ZmtpDecoder(ZmtpSocketType ownType, ZmtpOptions options)
{
    /// <summary>Commands are tiny; a peer gains nothing by a large one.</summary>
    private const int MaxCommandBytes = 4096;

    /// <summary>Memory for a large frame grows with what has arrived, not with what was announced.</summary>
    private const int FirstAllocation = 1 << 20;

    private readonly Queue<IReadOnlyList<ReadOnlyMemory<byte>>> messages = new();
    private readonly Queue<byte[]> replies = new();
    private readonly byte[] head = new byte[ZmtpEncoder.GreetingBytes];
    private List<ReadOnlyMemory<byte>> frames = [];
    private int headFilled;
    private bool greeted;
    private byte flags;
    private byte[]? body;
    private int bodyFilled;
    private long bodyLength;
    private long messageBytes;

    /// <summary>True once the peer's READY has been accepted.</summary>
    public bool IsReady { get; private set; }

    /// <summary>What the peer calls itself in READY; empty when it gave nothing.</summary>
    public byte[] PeerIdentity { get; private set; } = [];

    public string PeerType { get; private set; } = "";

    /// <summary>The next whole message, if there is one.</summary>
    public bool TryTake(out IReadOnlyList<ReadOnlyMemory<byte>> message) => messages.TryDequeue(out message!);

    /// <summary>Bytes that the protocol owes the peer (PONG), if there are any.</summary>
    public bool TryTakeReply(out byte[] reply) => replies.TryDequeue(out reply!);

    /// <exception cref="ZmtpException">The peer broke the protocol or a bound.</exception>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (!greeted)
            {
                bytes = bytes[FillHead(bytes, ZmtpEncoder.GreetingBytes)..];
                CheckSignature();
                if (headFilled == ZmtpEncoder.GreetingBytes)
                {
                    CheckGreeting();
                    greeted = true;
                    headFilled = 0;
                }
            }
            else if (body is null)
            {
                var wanted = headFilled == 0 || (head[0] & ZmtpEncoder.Long) == 0 ? 2 : 9;
                bytes = bytes[FillHead(bytes, wanted)..];
                if (headFilled >= 2 && headFilled == ((head[0] & ZmtpEncoder.Long) == 0 ? 2 : 9))
                {
                    BeginFrame();
                }
            }
            else
            {
                bytes = bytes[FillBody(bytes)..];
            }

            if (body is not null && bodyFilled == bodyLength)
            {
                EndFrame();
            }
        }
    }

    private int FillHead(ReadOnlySpan<byte> bytes, int wanted)
    {
        var count = Math.Min(bytes.Length, wanted - headFilled);
        bytes[..count].CopyTo(head.AsSpan(headFilled));
        headFilled += count;
        return count;
    }

    private void CheckSignature()
    {
        // An old or foreign peer is refused at its first byte instead of after 64 that may never come.
        if (head[0] != 0xFF || (headFilled > 9 && (head[9] & 1) == 0))
        {
            throw new ZmtpException("The peer does not speak ZMTP 3.");
        }
    }

    private void CheckGreeting()
    {
        if (head[10] < 3)
        {
            throw new ZmtpException($"The peer speaks ZMTP {head[10]}; 3.0 or later is needed.");
        }

        if (!head.AsSpan(12, 20).SequenceEqual("NULL\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8))
        {
            throw new ZmtpException("The peer asks for a security mechanism other than NULL.");
        }
    }

    private void BeginFrame()
    {
        flags = head[0];
        bodyLength = headFilled == 2 ? head[1] : BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(1));
        headFilled = 0;
        if ((flags & ~(ZmtpEncoder.More | ZmtpEncoder.Long | ZmtpEncoder.Command)) != 0)
        {
            throw new ZmtpException("The peer sent a frame with reserved flags.");
        }

        if ((flags & ZmtpEncoder.Command) != 0)
        {
            if (bodyLength is < 0 or > MaxCommandBytes || (flags & ZmtpEncoder.More) != 0)
            {
                throw new ZmtpException("The peer sent an oversized or split command.");
            }
        }
        else
        {
            messageBytes += bodyLength;
            if (!IsReady)
            {
                throw new ZmtpException("The peer sent a message before its READY.");
            }

            if (bodyLength < 0 || bodyLength > options.MaxFrameBytes || messageBytes > options.MaxMessageBytes)
            {
                throw new ZmtpException($"The peer announced more bytes than the bound of {options.MaxFrameBytes} a frame and {options.MaxMessageBytes} a message.");
            }

            if (frames.Count >= options.MaxFrames)
            {
                throw new ZmtpException($"The peer sent more than {options.MaxFrames} frames in one message.");
            }
        }

        body = bodyLength == 0 ? [] : new byte[Math.Min(bodyLength, FirstAllocation)];
        bodyFilled = 0;
    }

    private int FillBody(ReadOnlySpan<byte> bytes)
    {
        if (bodyFilled == body!.Length)
        {
            Array.Resize(ref body, (int)Math.Min(bodyLength, body.Length * 2L));
        }

        var count = Math.Min(bytes.Length, body.Length - bodyFilled);
        bytes[..count].CopyTo(body.AsSpan(bodyFilled));
        bodyFilled += count;
        return count;
    }

    private void EndFrame()
    {
        var whole = body!;
        body = null;
        if ((flags & ZmtpEncoder.Command) != 0)
        {
            OnCommand(whole);
            return;
        }

        frames.Add(whole);
        if ((flags & ZmtpEncoder.More) == 0)
        {
            messages.Enqueue(frames);
            frames = [];
            messageBytes = 0;
        }
    }

    private void OnCommand(ReadOnlySpan<byte> command)
    {
        if (command.IsEmpty || command.Length < 1 + command[0])
        {
            throw new ZmtpException("The peer sent a command without a name.");
        }

        var name = command.Slice(1, command[0]);
        var data = command[(1 + command[0])..];
        if (!IsReady)
        {
            if (!name.SequenceEqual("READY"u8))
            {
                throw new ZmtpException(name.SequenceEqual("ERROR"u8) ? "The peer refused the connection." : "The peer sent another command before READY.");
            }

            (PeerType, PeerIdentity) = ZmtpReady.Parse(data);
            if (!ownType.MayTalkTo(PeerType))
            {
                throw new ZmtpException($"A {ownType.WireName()} socket cannot talk to the peer's socket type.");
            }

            IsReady = true;
        }
        else if (name.SequenceEqual("PING"u8) && data.Length >= 2)
        {
            replies.Enqueue(ZmtpEncoder.Pong(data[2..]));
        }
        else if (name.SequenceEqual("SUBSCRIBE"u8))
        {
            messages.Enqueue([(byte[])[1, .. data]]);
        }
        else if (name.SequenceEqual("CANCEL"u8))
        {
            messages.Enqueue([(byte[])[0, .. data]]);
        }
    }
}
