using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;
using Workbench.Protocol.SessionLink;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Jupyter.Outputs;

/// <summary>
/// Follows one kernel from its first message to its end, page or no page, and keeps the ledger of its cells' outputs. It also
/// knows which pages are connected and how far each has read.
/// </summary>
internal sealed class KernelRecorder : IAsyncDisposable
{
    /// <summary>Outputs of finished cells kept here at most; beyond it the oldest go (they were sent or written long before).</summary>
    private const long KeptOutputLimit = 64L << 20;

    private const int ReadersRemembered = 32;

    private readonly Lock gate = new();
    private readonly ExecutionLedger ledger;
    private readonly Dictionary<string, long> writtenVersions = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, long> readUpTo = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly RequestLog requests;
    private readonly Task following;

    public KernelRecorder(IKernel kernel, RequestLog requests, long maxOutputBytes)
    {
        (Kernel, this.requests, ledger) = (kernel, requests, new ExecutionLedger(maxOutputBytes));
        requests.Replay(ledger);
        following = Task.Run(FollowAsync);
    }

    public IKernel Kernel { get; }

    /// <summary>Pages connected now.</summary>
    public int Connections { get; private set; }

    /// <summary>Number of the last message that the ledger contains.</summary>
    public long LastSequence
    {
        get
        {
            lock (gate)
            {
                return ledger.LastSequence;
            }
        }
    }

    /// <summary>The kernel's own description, and the header of the request that it works on; null where there is none.</summary>
    public (ReadOnlyMemory<byte>? KernelInfo, ReadOnlyMemory<byte>? BusyWith) Condition
    {
        get
        {
            lock (gate)
            {
                return (ledger.KernelInfo, ledger.BusyWith);
            }
        }
    }

    public void Connect()
    {
        lock (gate)
        {
            Connections++;
        }
    }

    public void Disconnect()
    {
        lock (gate)
        {
            Connections--;
        }
    }

    /// <summary>Where a reader goes on: behind what it was sent before, or at the present end for a new one.</summary>
    public long StartFor(string reader)
    {
        lock (gate)
        {
            return readUpTo.TryGetValue(reader, out var sequence) ? sequence : ledger.LastSequence;
        }
    }

    public void HasRead(string reader, long sequence)
    {
        lock (gate)
        {
            readUpTo[reader] = sequence;
            if (readUpTo.Count > ReadersRemembered)
            {
                readUpTo.RemoveAt(0);
            }
        }
    }

    /// <summary>Called before an execute_request goes to the kernel.</summary>
    public void Requested(string messageId, string? cellId)
    {
        requests.Append(messageId, cellId);
        lock (gate)
        {
            ledger.Requested(messageId, cellId);
        }
    }

    /// <summary>The kernel never got this request.</summary>
    public void NotSent(string messageId)
    {
        lock (gate)
        {
            ledger.Forget(messageId);
        }
    }

    public ExecutionReport Report()
    {
        lock (gate)
        {
            return new ExecutionReport(ledger.LastSequence, [.. ledger.Executions.Select(execution => new ExecutionState(
                execution.MessageId, execution.CellId, execution.IsDone ? "done" : "running", execution.ExecutionCount, execution.ClearPending, execution.Outputs(withTransient: true)))]);
        }
    }

    /// <summary>Results that the notebook file may lack, with what to call when they are in it.</summary>
    public (IReadOnlyList<CellResult> Results, Action Written) Unwritten()
    {
        lock (gate)
        {
            var open = ledger.Executions
                .Where(execution => execution.CellId is not null && execution.Version > writtenVersions.GetValueOrDefault(execution.MessageId))
                .Select(execution => (execution.MessageId, execution.Version, Result: new CellResult(execution.CellId!, execution.Outputs(), execution.ExecutionCount)))
                .ToList();
            return ([.. open.Select(one => one.Result)], () => MarkWritten(open.Select(one => (one.MessageId, one.Version))));
        }
    }

    /// <summary>A client saved the notebook: what it has stored, or decided to clear, need not be kept here any longer.</summary>
    public void Saved(JsonObject notebook, DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var execution in ledger.Executions.Where(execution => execution.IsDone && execution.CellId is not null).ToList())
            {
                if (SavedOutputs.Settle(execution, NotebookCells.Find(notebook, execution.CellId!), now))
                {
                    ledger.Settle(execution);
                }
            }
        }
    }

    /// <summary>The kernel is gone for good.</summary>
    public void Forget() => requests.Delete();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await following;
        stopping.Dispose();
    }

    private void MarkWritten(IEnumerable<(string MessageId, long Version)> written)
    {
        lock (gate)
        {
            foreach (var (messageId, version) in written)
            {
                writtenVersions[messageId] = version;
            }

            var known = ledger.Executions.Select(execution => execution.MessageId).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in writtenVersions.Keys.Where(messageId => !known.Contains(messageId)).ToList())
            {
                writtenVersions.Remove(gone);
            }
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var entry in Kernel.ReadAsync(LastSequence, stopping.Token))
            {
                Take(entry);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the journal keeps what comes.
        }
    }

    private void Take(JournalEntry entry)
    {
        lock (gate)
        {
            if (entry.Message is { } message)
            {
                ledger.Apply(entry.Sequence, entry.Channel, message, entry.At);
                ledger.KeepWithin(KeptOutputLimit);
            }
            else
            {
                ledger.Gap(entry.Sequence);
            }
        }
    }
}
