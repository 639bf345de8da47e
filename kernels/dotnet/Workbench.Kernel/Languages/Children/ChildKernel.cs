using System.Diagnostics;
using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Kernel.Languages.Children;

/// <summary>
/// A kernel of another language as a child of this one, over Unix sockets in a folder of its own. Requests are sent one at a
/// time, by the thread that runs cells.
/// </summary>
internal sealed class ChildKernel : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly string title;
    private readonly DirectoryInfo folder;
    private readonly ChildProcess process;
    private readonly ChildChannels channels;

    /// <exception cref="ChildDiedException">It did not come up.</exception>
    public ChildKernel(string title, ChildProgram program)
    {
        this.title = title;

        // Short, for the address of a Unix socket has room for 107 bytes.
        folder = Directory.CreateTempSubdirectory("wk");
        var connection = ConnectionFile.NewIpc(Path.Combine(folder.FullName, "k"));
        var file = Path.Combine(folder.FullName, "c.json");
        connection.Write(file);
        process = new ChildProcess(program, file);
        try
        {
            channels = Connect(connection);
            SayHello();
        }
        catch
        {
            process.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public bool HasExited => process.HasExited;

    public void Interrupt() => process.Interrupt();

    /// <summary>Sends a request and waits for its reply and, for one that runs code, its idle status.</summary>
    /// <param name="published">Gets what the child publishes for it.</param>
    /// <param name="asked">Gets the child's questions and gives the answers; null when there is nobody to ask.</param>
    /// <exception cref="ChildDiedException">The child ended before.</exception>
    public JsonElement Ask(string msgType, byte[] content, Action<JupyterMessage>? published = null, Func<string, bool, string>? asked = null)
    {
        if (process.HasExited)
        {
            throw Died();
        }

        var id = channels.Ask(msgType, content);
        JsonElement? reply = null;
        var isIdle = false;
        while (reply is null || !isIdle)
        {
            var (channel, message) = channels.Take(Look);
            if (message is null)
            {
                if (process.HasExited)
                {
                    throw Died();
                }
            }
            else if (message.ParentHeader?.MsgId != id)
            {
                // What an earlier request, or a thread that it left running, says late.
                published?.Invoke(message);
            }
            else if (channel == JupyterChannel.Shell)
            {
                reply = Content(message);
            }
            else if (channel == JupyterChannel.Stdin && asked is not null)
            {
                channels.Answer(message, Answer(message, asked));
            }
            else if (message.MsgType == "status")
            {
                isIdle |= Content(message).GetProperty("execution_state").GetString() == "idle";
            }
            else
            {
                published?.Invoke(message);
            }
        }

        return reply.Value;
    }

    public void Dispose()
    {
        channels.DisposeAsync().AsTask().GetAwaiter().GetResult();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static byte[] Answer(JupyterMessage question, Func<string, bool, string> asked)
    {
        var content = Content(question);
        var answer = asked(
            content.TryGetProperty("prompt", out var prompt) ? prompt.GetString() ?? "" : "",
            content.TryGetProperty("password", out var password) && password.ValueKind == JsonValueKind.True);
        return JupyterJson.Write(answer, static (writer, answer) => writer.WriteString("value"u8, answer));
    }

    private static JsonElement Content(JupyterMessage message)
    {
        using var document = message.ParseContent();
        return document.RootElement.Clone();
    }

    private ChildDiedException Died() => new($"{title} has ended: {process.Ending}\nIts variables are lost. The next {title} cell starts it anew.");

    private ChildChannels Connect(ConnectionFile connection)
    {
        using var given = new CancellationTokenSource();
        var connecting = ChildChannels.ConnectAsync(connection, given.Token);
        var clock = Stopwatch.StartNew();
        while (!connecting.IsCompleted)
        {
            Task.WaitAny([connecting], Look);
            if (process.HasExited || clock.Elapsed > StartLimit)
            {
                given.Cancel();
                throw Died();
            }
        }

        try
        {
            return connecting.GetAwaiter().GetResult();
        }
        catch (ZmtpException)
        {
            throw Died();
        }
    }

    // A subscription takes effect some time after it was made; the answer to a question that was heard on iopub too shows that it has.
    private void SayHello()
    {
        var clock = Stopwatch.StartNew();
        var heard = false;
        var answered = false;
        while (!heard || !answered)
        {
            channels.Ask("kernel_info_request", "{}"u8.ToArray());
            for (var (channel, message) = channels.Take(Look); message is not null; (channel, message) = channels.Take(Look / 4))
            {
                heard |= channel == JupyterChannel.IoPub;
                answered |= channel == JupyterChannel.Shell;
            }

            if (process.HasExited || clock.Elapsed > StartLimit)
            {
                throw Died();
            }
        }
    }
}
