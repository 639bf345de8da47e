using System.Text;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Kernel.Output;

/// <summary>
/// Everything that clients see goes through here, in one order. Printed text is collected and sent in one message after at most
/// <see cref="FlushAfter"/>, or before the next message of another kind. A thread of its own does the sending, so that cell code
/// never holds a socket, and waits only when clients do not keep up.
/// </summary>
internal sealed class IoPub : IDisposable
{
    public static readonly TimeSpan FlushAfter = TimeSpan.FromMilliseconds(25);

    private const int MaxWaitingChars = 4 << 20;

    private readonly object gate = new();
    private readonly LinkedList<Item> waiting = new();
    private readonly ZmtpPublisher publisher;
    private readonly JupyterSigner signer;
    private readonly JupyterHeaders headers;
    private readonly Thread sender;
    private int waitingChars;
    private bool isSending;
    private bool ended;

    public IoPub(ZmtpEndpoint endpoint, JupyterSigner signer, JupyterHeaders headers)
    {
        this.signer = signer;
        this.headers = headers;
        sender = new Thread(Send) { IsBackground = true, Name = "iopub" };
        publisher = new ZmtpPublisher(endpoint, Welcome);
        sender.Start();
    }

    /// <summary>Queues a message behind everything printed before it.</summary>
    public void Post(string msgType, ReadOnlyMemory<byte> content, JupyterMessage? parent, ReadOnlyMemory<byte>? metadata = null)
    {
        var message = JupyterMessage.Create(headers.Next(msgType), content, parent) with
        {
            Identities = [Encoding.UTF8.GetBytes(msgType)],
            MetadataJson = metadata ?? JupyterJson.Empty,
        };
        Add(() => waiting.AddLast(new Item(message, null, null, null)));
    }

    /// <summary>Queues printed text. Waits while clients are far behind.</summary>
    public void Print(string stream, ReadOnlySpan<char> text, JupyterMessage? parent)
    {
        if (text.IsEmpty)
        {
            return;
        }

        var copy = text.ToString();
        Add(() =>
        {
            if (waiting.Last?.Value is not { Text: not null } last || last.Stream != stream || last.Parent != parent)
            {
                last = new Item(null, stream, new StringBuilder(), parent);
                waiting.AddLast(last);
            }

            last.Text!.Append(copy);
            waitingChars += copy.Length;
        });
    }

    /// <summary>Does something while no thread is within the queue.</summary>
    public void WhileHeld(Action action)
    {
        lock (gate)
        {
            action();
        }
    }

    /// <summary>Waits until everything has left the process.</summary>
    public void Drain(TimeSpan limit)
    {
        var until = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (gate)
        {
            while ((waiting.Count > 0 || isSending) && Environment.TickCount64 < until)
            {
                Monitor.Wait(gate, 10);
            }
        }

        publisher.Drain(limit);
    }

    public void Dispose()
    {
        lock (gate)
        {
            ended = true;
            Monitor.PulseAll(gate);
        }

        publisher.Dispose();
    }

    // The calling thread may be one that an interrupt wakes: what it was to say is said all the same, once.
    private void Add(Action add)
    {
        var wakened = false;
        while (true)
        {
            try
            {
                lock (gate)
                {
                    while (waitingChars > MaxWaitingChars && !ended && !wakened)
                    {
                        Monitor.Wait(gate);
                    }

                    add();
                    Monitor.PulseAll(gate);
                    break;
                }
            }
            catch (ThreadInterruptedException)
            {
                wakened = true;
            }
        }

        if (wakened)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private void Send()
    {
        while (true)
        {
            List<Item> batch;
            lock (gate)
            {
                isSending = false;
                Monitor.PulseAll(gate);
                while (waiting.Count == 0)
                {
                    if (ended)
                    {
                        return;
                    }

                    Monitor.Wait(gate);
                }

                var until = Environment.TickCount64 + (long)FlushAfter.TotalMilliseconds;
                while (waiting.All(static item => item.Text is not null) && waitingChars < MaxWaitingChars / 4 && !ended)
                {
                    var left = until - Environment.TickCount64;
                    if (left <= 0)
                    {
                        break;
                    }

                    Monitor.Wait(gate, (int)left);
                }

                batch = [.. waiting];
                waiting.Clear();
                waitingChars = 0;
                isSending = true;
                Monitor.PulseAll(gate);
            }

            foreach (var item in batch)
            {
                publisher.Send(JupyterWire.Encode(item.Message ?? StreamMessage(item), signer));
            }
        }
    }

    private JupyterMessage StreamMessage(Item item)
    {
        var content = JupyterJson.Write(item, static (writer, item) =>
        {
            writer.WriteString("name"u8, item.Stream);
            writer.WriteString("text"u8, item.Text!.ToString());
        });
        return JupyterMessage.Create(headers.Next("stream"), content, item.Parent) with
        {
            Identities = [Encoding.UTF8.GetBytes("stream." + item.Stream)],
        };
    }

    // "Messaging in Jupyter", 5.4, Welcome message: a client that subscribed knows by it that nothing is lost from now on.
    private void Welcome(ReadOnlyMemory<byte> prefix) =>
        Post("iopub_welcome", JupyterJson.Write(prefix, static (writer, prefix) => writer.WriteString("subscription"u8, Encoding.UTF8.GetString(prefix.Span))), null);

    private sealed record Item(JupyterMessage? Message, string? Stream, StringBuilder? Text, JupyterMessage? Parent);
}
