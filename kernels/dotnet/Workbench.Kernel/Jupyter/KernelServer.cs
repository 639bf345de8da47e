using System.Collections.Concurrent;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Jupyter.Comms;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Output;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// The kernel's Jupyter face: five sockets, and who works at what. Shell requests are handled one after another on the thread
/// that calls <see cref="Run"/>; control requests on the control socket's own thread, so that they are answered while a cell
/// runs; the heartbeat and all sending have threads too. It knows no language: cells go to <see cref="CellRunner"/>.
/// </summary>
internal sealed class KernelServer : IDisposable
{
    /// <summary>Requests that may wait before the kernel stops reading.</summary>
    private const int MaxWaiting = 4096;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(3);

    private readonly BlockingCollection<Request> shellRequests = new(MaxWaiting);
    private readonly Lock controlGate = new();
    private readonly JupyterSigner signer;
    private readonly JupyterHeaders headers;
    private readonly IoPub ioPub;
    private readonly InputRequests inputs;
    private readonly Interrupter interrupter = new();
    private readonly OpenComms comms;
    private readonly LanguageRegistry languages;
    private readonly ShellRequests shell;
    private volatile JupyterMessage? handling;
    private readonly ZmtpRouter shellSocket;
    private readonly ZmtpRouter controlSocket;
    private readonly ZmtpReplier heartbeat;

    public KernelServer(ConnectionFile connection, TimeProvider time, Func<OpenComms, LanguageRegistry> register)
    {
        signer = new JupyterSigner(connection.Key);
        headers = new JupyterHeaders(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), "kernel", time);
        ioPub = new IoPub(connection.Endpoint(JupyterChannel.IoPub), signer, headers);
        inputs = new InputRequests(connection.Endpoint(JupyterChannel.Stdin), signer, headers);
        comms = new OpenComms(ioPub);
        languages = register(comms);
        var cells = new CellRunner(ioPub, inputs, interrupter, languages);
        shell = new ShellRequests(cells, comms);
        heartbeat = ZmtpReplier.Echo(connection.Endpoint(JupyterChannel.Heartbeat));
        controlSocket = new ZmtpRouter(connection.Endpoint(JupyterChannel.Control), ReceiveControl);
        shellSocket = new ZmtpRouter(connection.Endpoint(JupyterChannel.Shell), ReceiveShell);
        ioPub.Post("status", StatusContent("starting"), null);
    }

    /// <summary>Called with the exit code when the client asks the kernel to end, on whatever thread that is.</summary>
    public Action<int> Exit { get; init; } = Environment.Exit;

    /// <summary>Stops the running cell, as Ctrl+C does.</summary>
    public void Interrupt() =>
        interrupter.Interrupt(static cell => cell.Output.Notice(StillRunning.Notice(cell)));

    /// <summary>Handles shell requests until the process ends.</summary>
    public void Run()
    {
        foreach (var request in shellRequests.GetConsumingEnumerable())
        {
            handling = request.Message;
            comms.Handle(request.Message);
            Handle(request, shell.Answer);
            handling = null;
        }
    }

    public void Dispose()
    {
        ioPub.Drain(DrainLimit);
        shellSocket.Drain(DrainLimit);
        controlSocket.Drain(DrainLimit);
        shellSocket.Dispose();
        controlSocket.Dispose();
        heartbeat.Dispose();
        inputs.Dispose();
        ioPub.Dispose();
    }

    private static byte[] StatusContent(string state) =>
        JupyterJson.Write(state, static (writer, state) => writer.WriteString("execution_state"u8, state));

    private void ReceiveShell(ReadOnlyMemory<byte> client, IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (JupyterWire.TryDecode(frames, signer, out var message) == JupyterDecoding.Ok)
        {
            if (comms.TryReceive(message))
            {
                AnswerAtOnce(message);
                return;
            }

            shellRequests.Add(new Request(message, client, shellSocket));
        }
    }

    // A cell waits for this message: it cannot wait for the cell. The client hears that it is done, and that the cell goes on.
    private void AnswerAtOnce(JupyterMessage message)
    {
        ioPub.Post("status", StatusContent("busy"), message);
        ioPub.Post("status", StatusContent("idle"), message);
        if (handling is { } cell)
        {
            ioPub.Post("status", StatusContent("busy"), cell);
        }
    }

    private void ReceiveControl(ReadOnlyMemory<byte> client, IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (JupyterWire.TryDecode(frames, signer, out var message) == JupyterDecoding.Ok)
        {
            lock (controlGate)
            {
                Handle(new Request(message, client, controlSocket), AnswerControl);
            }
        }
    }

    private void Handle(Request request, Func<Request, Reply?> answer)
    {
        ioPub.Post("status", StatusContent("busy"), request.Message);
        var reply = request.Message.MsgType == "shutdown_request" ? Replies.Shutdown(request) : Answered(request, answer);

        // Taken before the client hears of the failure: what it sends afterwards, it sends knowing.
        var queued = reply is { AbortsQueued: true } ? TakeQueued() : [];
        if (reply is not null)
        {
            Send(request, reply);
        }

        ioPub.Post("status", StatusContent("idle"), request.Message);
        Abort(queued);
        if (request.Message.MsgType == "shutdown_request")
        {
            Dispose();
            Exit(0);
        }
    }

    // One request that goes wrong is not the end of the session: its client is told, and the next is answered.
    private static Reply? Answered(Request request, Func<Request, Reply?> answer)
    {
        try
        {
            return answer(request);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            RunningCell.ClearPendingWake();
            return Replies.Failed(request, error);
        }
    }

    private Reply? AnswerControl(Request request)
    {
        switch (request.Message.MsgType)
        {
            case "interrupt_request":
                Interrupt();
                return new Reply("interrupt_reply", Replies.Ok());
            case "kernel_info_request":
                return KernelInfo.Reply(languages);
            default:
                return Replies.Unknown(request);
        }
    }

    private List<Request> TakeQueued()
    {
        List<Request> queued = [];
        while (shellRequests.TryTake(out var request))
        {
            queued.Add(request);
        }

        return queued;
    }

    // "Messaging in Jupyter", execute, stop_on_error: cells that were queued behind a failed one are answered "aborted".
    private void Abort(List<Request> queued)
    {
        foreach (var request in queued)
        {
            Handle(request, request.Message.MsgType == "execute_request" ? static _ => Replies.Aborted() : shell.Answer);
        }
    }

    private void Send(Request request, Reply reply)
    {
        var message = JupyterMessage.Create(headers.Next(reply.MsgType), reply.Content, request.Message);
        request.Socket.Send(request.Client, JupyterWire.Encode(message, signer));
    }
}
