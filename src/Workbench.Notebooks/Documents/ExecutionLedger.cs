using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Protocol.Jupyter;
using static Workbench.Notebooks.Documents.MessageContent;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// What every cell of one session has put out, folded from the numbered messages of its kernel. It is what a notebook page
/// would show, kept without a page: so a closed tab loses nothing, and a page that comes back starts from here.
/// </summary>
/// <remarks>
/// A pure fold: no clock, no files, no threads. It keeps the newest execution of each cell, because running a cell again
/// replaces what it showed. Messages that belong to no known execution are of no interest here.
/// Source of the rules: "Messaging in Jupyter" 5.4, messages on the IOPub channel; nbformat 4.5, outputs.
/// </remarks>
public sealed class ExecutionLedger(long outputLimitBytes = ExecutionLedger.DefaultOutputLimitBytes)
{
    /// <summary>Most output kept for one execution, in bytes of its messages: 20 MiB.</summary>
    public const long DefaultOutputLimitBytes = 20L << 20;

    private readonly OrderedDictionary<string, CellExecution> byMessage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CellExecution> byCell = new(StringComparer.Ordinal);

    /// <summary>Number of the last message that was folded in; 0 for none.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Content of the kernel's newest kernel_info_reply, or null.</summary>
    public ReadOnlyMemory<byte>? KernelInfo { get; private set; }

    /// <summary>Executions in the order in which they were requested.</summary>
    public IEnumerable<CellExecution> Executions => byMessage.Values;

    /// <summary>Header of the request that the kernel works on now, or null when it is idle.</summary>
    public ReadOnlyMemory<byte>? BusyWith { get; private set; }

    /// <summary>A client asked for an execution. Comes before any message about it.</summary>
    /// <param name="cellId">JupyterLab and VS Code send it in the request's metadata; null from others.</param>
    public void Requested(string messageId, string? cellId)
    {
        if (byMessage.ContainsKey(messageId))
        {
            return;
        }

        // Without a cell there is no place for outputs in a notebook; once done, such an execution is of no more use.
        foreach (var placeless in byMessage.Values.Where(old => old.CellId is null && old.IsDone).ToList())
        {
            Forget(placeless);
        }

        var execution = new CellExecution(messageId, cellId, outputLimitBytes);
        if (cellId is not null)
        {
            if (byCell.Remove(cellId, out var before))
            {
                byMessage.Remove(before.MessageId);
            }

            byCell[cellId] = execution;
        }

        byMessage[messageId] = execution;
    }

    /// <summary>Folds one message of the kernel in. Numbers that were folded before are ignored.</summary>
    public void Apply(long sequence, JupyterChannel channel, JupyterMessage message, DateTimeOffset at)
    {
        if (sequence <= LastSequence)
        {
            return;
        }

        LastSequence = sequence;
        var parent = message.ParentHeader?.MsgId;
        var execution = parent is null ? null : byMessage.GetValueOrDefault(parent);
        switch (channel, message.MsgType)
        {
            case (JupyterChannel.Shell, "kernel_info_reply"):
                KernelInfo = message.ContentJson;
                break;
            case (JupyterChannel.Shell, "execute_reply") when execution is not null:
                Replied(execution, message, at);
                break;
            case (JupyterChannel.IoPub, "status"):
                Status(message, execution, at);
                break;
            case (JupyterChannel.IoPub, "update_display_data"):
                UpdateDisplays(message);
                break;
            case (JupyterChannel.IoPub, _) when execution is not null:
                Output(execution, message);
                break;
        }
    }

    /// <summary>The journal no longer holds some messages: said where output may be missing, not passed over.</summary>
    public void Gap(long lastLost)
    {
        LastSequence = Math.Max(LastSequence, lastLost);
        foreach (var execution in byMessage.Values.Where(execution => !execution.IsDone))
        {
            execution.Tell("\n[Some output is missing here: it was more than the session's journal keeps.]\n");
        }
    }

    /// <summary>
    /// A client has stored what this execution showed; it need not be kept, unless its displays can still change. One that was cut is
    /// never better than what a client stored.
    /// </summary>
    public void Settle(CellExecution execution)
    {
        if (execution.IsDone && (execution.IsCut || !execution.HasDisplays))
        {
            Forget(execution);
        }
    }

    /// <summary>The request never reached the kernel.</summary>
    public void Forget(string messageId)
    {
        if (byMessage.TryGetValue(messageId, out var execution))
        {
            Forget(execution);
        }
    }

    /// <summary>Lets the oldest finished executions go while all outputs together are larger than the limit (characters or bytes).</summary>
    public void KeepWithin(long limit)
    {
        while (byMessage.Values.Sum(execution => execution.Size) > limit && byMessage.Values.FirstOrDefault(execution => execution.IsDone) is { } oldest)
        {
            Forget(oldest);
        }
    }

    private void Forget(CellExecution execution)
    {
        byMessage.Remove(execution.MessageId);
        if (execution.CellId is { } cell && byCell.GetValueOrDefault(cell) == execution)
        {
            byCell.Remove(cell);
        }
    }

    private void Replied(CellExecution execution, JupyterMessage message, DateTimeOffset at)
    {
        using var content = message.ParseContent();
        if (IntOf(content.RootElement, "execution_count") is { } count)
        {
            execution.Count(count);
        }

        // An aborted request never becomes busy, so no idle ends it.
        if (TextOf(content.RootElement, "status") == "aborted")
        {
            execution.Done(at);
        }
    }

    private void Status(JupyterMessage message, CellExecution? execution, DateTimeOffset at)
    {
        using var content = message.ParseContent();
        switch (TextOf(content.RootElement, "execution_state"))
        {
            case "busy":
                BusyWith = message.ParentHeaderJson;
                break;
            case "idle":
                BusyWith = null;
                execution?.Done(at);
                break;
            case "restarting" or "dead":
                BusyWith = null;
                foreach (var running in byMessage.Values.Where(running => !running.IsDone))
                {
                    running.Tell("\n[The kernel ended before this cell was finished.]\n");
                    running.Done(at);
                }

                break;
        }
    }

    private void UpdateDisplays(JupyterMessage message)
    {
        using var content = message.ParseContent();
        if (message.ContentJson.Length > outputLimitBytes || DisplayIdOf(content.RootElement) is not { } displayId)
        {
            return;
        }

        var (data, metadata) = (NodeOf(content.RootElement, "data"), NodeOf(content.RootElement, "metadata"));
        foreach (var execution in byMessage.Values)
        {
            execution.Update(displayId, data, metadata);
        }
    }

    private void Output(CellExecution execution, JupyterMessage message)
    {
        if (message.MsgType is "stream" or "display_data" or "execute_result" or "error" && !execution.Admits(message))
        {
            return;
        }

        using var content = message.ParseContent();
        var root = content.RootElement;
        switch (message.MsgType)
        {
            case "execute_input" when IntOf(root, "execution_count") is { } count:
                execution.Count(count);
                break;
            case "stream":
                execution.Append(TextOf(root, "name") ?? "stdout", TextOf(root, "text") ?? "");
                break;
            case "clear_output":
                execution.Clear(message, IsWaiting(root));
                break;
            case "display_data":
                execution.Add(new JsonObject
                {
                    ["output_type"] = "display_data",
                    ["data"] = NodeOf(root, "data"),
                    ["metadata"] = NodeOf(root, "metadata"),
                }, DisplayIdOf(root));
                break;
            case "execute_result":
                execution.Add(new JsonObject
                {
                    ["output_type"] = "execute_result",
                    ["data"] = NodeOf(root, "data"),
                    ["execution_count"] = IntOf(root, "execution_count"),
                    ["metadata"] = NodeOf(root, "metadata"),
                }, DisplayIdOf(root));
                break;
            case "error":
                execution.Add(new JsonObject
                {
                    ["output_type"] = "error",
                    ["ename"] = TextOf(root, "ename") ?? "",
                    ["evalue"] = TextOf(root, "evalue") ?? "",
                    ["traceback"] = root.TryGetProperty("traceback", out var lines) && lines.ValueKind == JsonValueKind.Array ? JsonNode.Parse(lines.GetRawText()) : new JsonArray(),
                }, null);
                break;
        }
    }

    /// <summary>A ledger that goes on from what a page was told: the state at <paramref name="sequence"/>.</summary>
    internal static ExecutionLedger Restore(long sequence, IEnumerable<CellExecution> executions)
    {
        var ledger = new ExecutionLedger { LastSequence = sequence };
        foreach (var execution in executions)
        {
            ledger.byMessage[execution.MessageId] = execution;
            if (execution.CellId is { } cell)
            {
                ledger.byCell[cell] = execution;
            }
        }

        return ledger;
    }
}
