using System.Net.WebSockets;
using System.Text.Json;
using Workbench.Notebooks.Documents;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;
using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>
/// One page and one kernel. Two loops: what the page sends goes to the kernel, the kernel's journal goes to the page. Nothing
/// is queued between them: a page that reads slowly makes this side read its journal slowly, and costs no memory.
/// </summary>
internal sealed class KernelConversation(ChannelSocket socket, KernelRecorder recorder, string? reader, ServerMessages say, long maxOutputBytes)
{
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan GoodbyePatience = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> senders = reader is null ? [] : [reader];
    private readonly OutputAllowance allowance = new(maxOutputBytes);
    private readonly IKernel kernel = recorder.Kernel;

    /// <summary>Talks until the page leaves, the kernel ends or the server stops.</summary>
    /// <param name="after">Number of the last message that the page has.</param>
    public async Task RunAsync(long after, CancellationToken cancel)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var toPage = TellPageAsync(after, end.Token);
        var toKernel = TellKernelAsync(end.Token);
        var first = await Task.WhenAny(toPage, toKernel);
        var kernelEnded = first == toPage && toPage.IsCompletedSuccessfully;
        if (kernelEnded)
        {
            await Quietly(socket.SendAsync(JupyterChannel.IoPub, say.Status("dead", Protocol.Jupyter.JupyterJson.Empty), end.Token));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, kernelEnded ? "The kernel has ended." : "");

        // Cancelling a receive cuts the line, with the goodbye still on it: the page gets a moment to say its own.
        await Task.WhenAny(toKernel, Task.Delay(GoodbyePatience, CancellationToken.None));
        await end.CancelAsync();
        await Quietly(toPage);
        await Quietly(toKernel);
    }

    private async Task TellPageAsync(long after, CancellationToken cancel)
    {
        await foreach (var entry in kernel.ReadAsync(after, cancel))
        {
            if (entry.Message is not { } message)
            {
                var missing = $"Some output is missing here: {entry.Sequence - entry.LostFrom + 1} messages are no longer in the session's journal.";
                await socket.SendAsync(JupyterChannel.IoPub, say.Notice(missing, recorder.Condition.BusyWith ?? Protocol.Jupyter.JupyterJson.Empty), cancel);
            }
            else if (IsForThisPage(entry.Channel, message))
            {
                await TellAsync(entry, message, cancel);
            }

            if (reader is not null)
            {
                recorder.HasRead(reader, entry.Sequence);
            }
        }
    }

    private Task TellAsync(JournalEntry entry, JupyterMessage message, CancellationToken cancel) => allowance.Judge(entry.Channel, message) switch
    {
        OutputBudget.Verdict.Keep => socket.SendAsync(entry.Channel, MessageNumber.With(message, entry.Sequence), cancel),
        OutputBudget.Verdict.Cut => socket.SendAsync(JupyterChannel.IoPub, say.Text(OutputBudget.NoticeOf(maxOutputBytes), message.ParentHeaderJson), cancel),
        _ => Task.CompletedTask,
    };

    /// <summary>All pages see what a kernel publishes; an answer goes to the page that asked.</summary>
    private bool IsForThisPage(JupyterChannel channel, JupyterMessage message)
    {
        if (channel == JupyterChannel.IoPub)
        {
            return true;
        }

        lock (senders)
        {
            return message.ParentHeader is { } parent && senders.Contains(parent.Session);
        }
    }

    private async Task TellKernelAsync(CancellationToken cancel)
    {
        while (await socket.ReceiveAsync(cancel) is var (channel, message))
        {
            lock (senders)
            {
                senders.Add(message.Header.Session);
            }

            if (message.MsgType == "kernel_info_request" && await AnswerInsteadOfBusyKernelAsync(message, cancel))
            {
                continue;
            }

            var recorded = channel == JupyterChannel.Shell && message.MsgType == "execute_request" && Record(message);
            if (await SendWhenStartedAsync(channel, message, cancel) is { } refusal)
            {
                if (recorded)
                {
                    recorder.NotSent(message.MsgId);
                }

                await AnswerAsync(channel, message, refusal, cancel);
            }
        }
    }

    /// <summary>A kernel at work answers nothing on shell until its cell is done; a page that opens meanwhile would wait as long.</summary>
    private async Task<bool> AnswerInsteadOfBusyKernelAsync(JupyterMessage request, CancellationToken cancel)
    {
        if (recorder.Condition is not { KernelInfo: { } info, BusyWith: { } work })
        {
            return false;
        }

        await socket.SendAsync(JupyterChannel.IoPub, say.Status("busy", request.HeaderJson), cancel);
        await socket.SendAsync(JupyterChannel.Shell, say.KernelInfo(info, request.HeaderJson), cancel);
        await socket.SendAsync(JupyterChannel.IoPub, say.Status("idle", request.HeaderJson), cancel);
        await socket.SendAsync(JupyterChannel.IoPub, say.Status("busy", work), cancel);
        return true;
    }

    private bool Record(JupyterMessage request)
    {
        using var content = request.ParseContent();
        if (content.RootElement.TryGetProperty("silent", out var silent) && silent.ValueKind == JsonValueKind.True)
        {
            return false;
        }

        using var metadata = request.ParseMetadata();
        var cellId = metadata.RootElement.TryGetProperty("cellId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        recorder.Requested(request.MsgId, cellId);
        return true;
    }

    private async Task<SessionRefusal?> SendWhenStartedAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancel)
    {
        while (true)
        {
            while (kernel.State is SessionState.Starting or SessionState.Restarting && !kernel.Completion.IsCompleted)
            {
                await Task.Delay(StartPoll, cancel);
            }

            var refusal = await kernel.SendAsync(channel, message, cancel);
            if (refusal?.Code != LinkRefusals.KernelStarting)
            {
                return refusal;
            }

            await Task.Delay(StartPoll, cancel);
        }
    }

    private async Task AnswerAsync(JupyterChannel channel, JupyterMessage request, SessionRefusal refusal, CancellationToken cancel)
    {
        await socket.SendAsync(JupyterChannel.IoPub, say.Status("busy", request.HeaderJson), cancel);
        if (request.MsgType == "execute_request")
        {
            await socket.SendAsync(JupyterChannel.IoPub, say.RefusalOutput(request, refusal), cancel);
        }

        await socket.SendAsync(channel, say.Refusal(request, refusal), cancel);
        await socket.SendAsync(JupyterChannel.IoPub, say.Status("idle", request.HeaderJson), cancel);
        await socket.SendAsync(JupyterChannel.IoPub, say.Status(KernelModel.StateOf(kernel.State), Protocol.Jupyter.JupyterJson.Empty), cancel);
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The page or the server is gone; the journal has everything.
        }
    }
}
