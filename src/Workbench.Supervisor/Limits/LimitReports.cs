using System.Text.Json;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;
using Workbench.Supervisor.Journals;
using Workbench.Supervisor.Kernels;

namespace Workbench.Supervisor.Limits;

/// <summary>
/// Tells the session's owner that a limit was reached: as printed text of the cell that runs, and in the session's condition.
/// Thread-safe.
/// </summary>
internal sealed class LimitReports(LimitWatch watch, SupervisorMessages messages, Journal journal, TimeProvider time)
{
    private const int Most = 10;

    private readonly Lock _turn = new();
    private readonly HashSet<string> _toldInCell = [];
    private IReadOnlyList<ReachedLimit> _reached = [];
    private ReadOnlyMemory<byte>? _cell;

    public GroupMeter Meter => watch.Meter;

    /// <summary>The last limits that were reached, newest first.</summary>
    public IReadOnlyList<ReachedLimit> Reached
    {
        get
        {
            lock (_turn)
            {
                return _reached;
            }
        }
    }

    /// <summary>Takes note of a published message before it is journaled: which cell runs, and what its error speaks of.</summary>
    public void Observe(JupyterMessage message)
    {
        if (message.ParentHeader is not { MsgType: "execute_request" })
        {
            return;
        }

        switch (message.MsgType)
        {
            case "status" when SupervisorMessages.ExecutionState(message) == "busy":
                lock (_turn)
                {
                    _cell = message.ParentHeaderJson;
                    _toldInCell.Clear();
                }

                break;
            case "status" when SupervisorMessages.ExecutionState(message) == "idle":
                Check();
                lock (_turn)
                {
                    _cell = null;
                }

                break;
            case "error":
                Check();
                if (LimitOf(message) is { } limit)
                {
                    Tell(limit == LimitTexts.Home ? watch.FullPlace() ?? limit : limit);
                }

                break;
        }
    }

    /// <summary>Looks once and tells what is new.</summary>
    public void Check()
    {
        foreach (var limit in watch.Check())
        {
            Tell(limit);
        }
    }

    /// <summary>Tells of a limit; within one cell only once.</summary>
    public void Tell(string limit) => Tell(limit, watch.Text(limit));

    public void Tell(string limit, string text)
    {
        lock (_turn)
        {
            if (!_toldInCell.Add(limit))
            {
                return;
            }

            _reached = [new ReachedLimit(limit, time.GetUtcNow(), text), .. _reached.Take(Most - 1)];
            if (_cell is { } cell)
            {
                journal.Append(JupyterChannel.IoPub, messages.Notice(text, cell));
            }
        }
    }

    private static string? LimitOf(JupyterMessage message)
    {
        using var content = message.ParseContent();
        return LimitTexts.Of(Text("ename"), Text("evalue"));

        string Text(string name) => content.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }
}
