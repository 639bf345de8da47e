using System.Text;
using System.Text.Json.Nodes;
using Workbench.Protocol.Jupyter;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// One execution of a cell and the outputs it has so far, in nbformat's form. Streams are collected in builders, so that a
/// cell printing a hundred thousand lines costs no more than its text.
/// </summary>
public sealed class CellExecution
{
    private readonly List<(JsonObject Output, StringBuilder? Stream, string? DisplayId)> outputs = [];
    private readonly OutputBudget budget;
    private readonly long limitBytes;

    internal CellExecution(string messageId, string? cellId, long limitBytes)
    {
        (MessageId, CellId, this.limitBytes) = (messageId, cellId, limitBytes);
        budget = new OutputBudget(limitBytes);
    }

    /// <summary>Message id of the execute_request.</summary>
    public string MessageId { get; }

    /// <summary>Id of the notebook's cell; null when the client did not say.</summary>
    public string? CellId { get; }

    public bool IsDone { get; private set; }

    /// <summary>When it was done; null while it runs.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    public int? ExecutionCount { get; private set; }

    /// <summary>A clear_output(wait=true) is waiting for the next output.</summary>
    public bool ClearPending { get; private set; }

    /// <summary>Rises with every change; a reader that saw this version has nothing to do.</summary>
    public long Version { get; private set; }

    /// <summary>What the outputs took as messages, in bytes.</summary>
    public long Size => budget.Used;

    /// <summary>True when not all outputs are here, because they were too large.</summary>
    public bool IsCut => budget.IsCut;

    /// <summary>The outputs so far, as a copy.</summary>
    /// <param name="withTransient">
    /// True adds <c>transient.display_id</c>, which a page needs to apply later updates; nbformat does not allow it in files.
    /// </param>
    public JsonArray Outputs(bool withTransient = false)
    {
        var copy = new JsonArray();
        foreach (var (output, stream, displayId) in outputs)
        {
            var one = (JsonObject)output.DeepClone();
            if (stream is not null)
            {
                one["text"] = stream.ToString();
            }

            if (withTransient && displayId is not null)
            {
                one["transient"] = new JsonObject { ["display_id"] = displayId };
            }

            copy.Add(one);
        }

        return copy;
    }

    internal bool HasDisplays => outputs.Any(output => output.DisplayId is not null);

    internal void Count(int count)
    {
        (ExecutionCount, Version) = (count, Version + 1);
    }

    internal void Done(DateTimeOffset at)
    {
        if (!IsDone)
        {
            (IsDone, DoneAt, Version) = (true, at, Version + 1);
        }
    }

    /// <summary>An output arrives: what waits to be cleared goes. False when there is no room for it.</summary>
    internal bool Admits(JupyterMessage output)
    {
        if (ClearPending)
        {
            RemoveAll();
        }

        Version++;
        var verdict = budget.Judge(output);
        if (verdict == OutputBudget.Verdict.Cut)
        {
            Append("stderr", OutputBudget.NoticeOf(limitBytes));
        }

        return verdict == OutputBudget.Verdict.Keep;
    }

    /// <summary>Says something of its own where output is missing.</summary>
    internal void Tell(string text)
    {
        Version++;
        Append("stderr", text);
    }

    internal void Append(string name, string text)
    {
        if (outputs.Count > 0 && outputs[^1] is { Stream: { } open } last && last.Output["name"]!.GetValue<string>() == name)
        {
            open.Append(text);
            return;
        }

        var output = new JsonObject { ["output_type"] = "stream", ["name"] = name, ["text"] = "" };
        outputs.Add((output, new StringBuilder(text), null));
    }

    internal void Add(JsonObject output, string? displayId) => outputs.Add((output, null, displayId));

    /// <summary>True when an output with this display id was here.</summary>
    internal bool Update(string displayId, JsonNode? data, JsonNode? metadata)
    {
        var found = false;
        foreach (var output in outputs.Where(output => output.DisplayId == displayId))
        {
            output.Output["data"] = data?.DeepClone();
            output.Output["metadata"] = metadata?.DeepClone();
            found = true;
        }

        Version += found ? 1 : 0;
        return found;
    }

    /// <param name="order">A clear_output.</param>
    /// <param name="wait">Whether it waits for the next output.</param>
    internal void Clear(JupyterMessage order, bool wait)
    {
        Version++;
        budget.Judge(order);
        ClearPending = wait;
        if (!wait)
        {
            RemoveAll();
        }
    }

    private void RemoveAll()
    {
        ClearPending = false;
        outputs.Clear();
    }

    /// <summary>Restores an execution as a page got it (see <see cref="Outputs"/> with transient).</summary>
    internal static CellExecution Restore(string messageId, string? cellId, JsonArray outputs, int? count, bool clearPending, DateTimeOffset? doneAt)
    {
        var execution = new CellExecution(messageId, cellId, ExecutionLedger.DefaultOutputLimitBytes) { ExecutionCount = count, ClearPending = clearPending, IsDone = doneAt is not null, DoneAt = doneAt };
        foreach (var output in outputs.OfType<JsonObject>().Select(output => (JsonObject)output.DeepClone()))
        {
            var displayId = output["transient"]?["display_id"]?.GetValue<string>();
            output.Remove("transient");
            execution.outputs.Add((output, output["text"] is { } text ? new StringBuilder(text.GetValue<string>()) : null, displayId));
        }

        return execution;
    }
}
