using System.Text.Json;
using Workbench.Notebooks.Documents;

namespace Workbench.Server.Jupyter.Outputs;

/// <summary>
/// Which execution belongs to which cell, one line each in a file per kernel. The supervisor's journal holds only what the
/// kernel says, and the kernel never learns of cells; without these lines a restarted server could not tell where outputs belong.
/// </summary>
internal sealed class RequestLog(string file)
{
    private readonly Lock gate = new();

    private sealed record Line(string MsgId, string? CellId);

    public void Append(string messageId, string? cellId)
    {
        lock (gate)
        {
            File.AppendAllText(file, JsonSerializer.Serialize(new Line(messageId, cellId)) + "\n");
        }
    }

    /// <summary>Tells a ledger of all requests so far. A last line that a crash cut short is passed over: its request was never sent.</summary>
    public void Replay(ExecutionLedger ledger)
    {
        if (!File.Exists(file))
        {
            return;
        }

        foreach (var text in File.ReadLines(file))
        {
            try
            {
                if (JsonSerializer.Deserialize<Line>(text) is { } line)
                {
                    ledger.Requested(line.MsgId, line.CellId);
                }
            }
            catch (JsonException)
            {
            }
        }
    }

    public void Delete()
    {
        lock (gate)
        {
            File.Delete(file);
        }
    }
}
