using System.Diagnostics;
using System.Net.Sockets;

namespace Workbench.Protocol.Zmtp;

/// <summary>
/// One accepted connection of a server socket, with a reading and a writing thread of its own. Threads, not tasks: cell code
/// may occupy every thread of the pool, and the kernel must still answer control, heartbeat and "idle".
/// </summary>
internal sealed class ZmtpPeer
{
    private const int SendChunkBytes = 256 << 10;

    private readonly Socket socket;
    private readonly ZmtpServer server;
    private readonly ZmtpDecoder decoder;
    private readonly Queue<byte[]> outgoing = new();
    private long queuedBytes;
    private long sentBytes;
    private bool closed;

    public ZmtpPeer(Socket socket, ZmtpServer server)
    {
        this.socket = socket;
        this.server = server;
        decoder = new ZmtpDecoder(server.Type, server.Options);
    }

    /// <summary>What the peer called itself in its READY.</summary>
    public byte[] AnnouncedIdentity => decoder.PeerIdentity;

    /// <summary>Free for the server socket that owns the peer: its identity, its subscriptions.</summary>
    public object? Tag { get; set; }

    public void Start()
    {
        new Thread(Read, 256 << 10) { IsBackground = true, Name = $"zmtp {server.Type} read" }.Start();
        new Thread(Write, 256 << 10) { IsBackground = true, Name = $"zmtp {server.Type} write" }.Start();
    }

    /// <summary>
    /// Queues bytes for the peer; blocks while its queue is full. A peer that takes nothing for
    /// <see cref="ZmtpOptions.StallTimeout"/> is disconnected, so that one dead client cannot hold the kernel for ever.
    /// </summary>
    /// <returns>False when the connection is closed.</returns>
    public bool Enqueue(byte[] bytes)
    {
        lock (outgoing)
        {
            while (!closed && queuedBytes > server.Options.QueueBytes)
            {
                var before = sentBytes;
                if (!Monitor.Wait(outgoing, server.Options.StallTimeout) && before == sentBytes)
                {
                    CloseLocked();
                }
            }

            if (closed)
            {
                return false;
            }

            outgoing.Enqueue(bytes);
            queuedBytes += bytes.Length;
            Monitor.PulseAll(outgoing);
            return true;
        }
    }

    /// <summary>Waits until everything queued has been given to the operating system, or the time is up.</summary>
    public void Drain(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        lock (outgoing)
        {
            while (!closed && queuedBytes > 0 && clock.Elapsed < limit)
            {
                Monitor.Wait(outgoing, TimeSpan.FromMilliseconds(10));
            }
        }
    }

    public void Close()
    {
        lock (outgoing)
        {
            CloseLocked();
        }
    }

    private void CloseLocked()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        outgoing.Clear();
        Monitor.PulseAll(outgoing);
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The peer was faster.
        }

        socket.Dispose();
    }

    private void Read()
    {
        try
        {
            Enqueue([.. ZmtpEncoder.Greeting(), .. ZmtpEncoder.Ready(server.Type, default)]);
            Shake();
            if (!server.Admit(this))
            {
                return;
            }

            var buffer = new byte[64 << 10];
            while (true)
            {
                Deliver();
                Fill(buffer);
            }
        }
        catch (Exception error) when (error is ZmtpException or SocketException or ObjectDisposedException)
        {
            // The peer went away or broke the protocol; either way the connection ends below.
        }
        finally
        {
            Close();
            server.Forget(this);
        }
    }

    private void Shake()
    {
        var clock = Stopwatch.StartNew();
        socket.ReceiveTimeout = (int)server.Options.HandshakeTimeout.TotalMilliseconds;
        var small = new byte[512];
        while (!decoder.IsReady)
        {
            Fill(small);
            if (clock.Elapsed > server.Options.HandshakeTimeout)
            {
                throw new ZmtpException("The peer did not shake hands in time.");
            }
        }

        socket.ReceiveTimeout = 0;
    }

    private void Fill(byte[] buffer)
    {
        var count = socket.Receive(buffer);
        if (count == 0)
        {
            throw new ZmtpException("The peer closed the connection.");
        }

        decoder.Feed(buffer.AsSpan(0, count));
        while (decoder.TryTakeReply(out var reply))
        {
            Enqueue(reply);
        }
    }

    private void Deliver()
    {
        while (decoder.TryTake(out var message))
        {
            server.Deliver(this, message);
        }
    }

    private void Write()
    {
        try
        {
            while (true)
            {
                byte[] next;
                lock (outgoing)
                {
                    while (outgoing.Count == 0 && !closed)
                    {
                        Monitor.Wait(outgoing);
                    }

                    if (closed)
                    {
                        return;
                    }

                    next = outgoing.Dequeue();
                }

                for (var rest = next.AsSpan(); !rest.IsEmpty;)
                {
                    var count = socket.Send(rest[..Math.Min(rest.Length, SendChunkBytes)]);
                    rest = rest[count..];
                    lock (outgoing)
                    {
                        sentBytes += count;
                        queuedBytes -= count;
                        Monitor.PulseAll(outgoing);
                    }
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Close();
        }
    }
}
