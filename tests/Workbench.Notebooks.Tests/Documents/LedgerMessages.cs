using System.Text;
using System.Text.Json;
using Workbench.Notebooks.Documents;
using Workbench.Protocol.Jupyter;

namespace Workbench.Notebooks.Tests.Documents;

/// <summary>Kernel messages for the ledger, short to write.</summary>
internal static class LedgerMessages
{
    public static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly JupyterHeaders Kernel = new("kernel", "kernel", TimeProvider.System);

    public static JupyterMessage Message(string type, string? parent, object content)
    {
        var parentJson = parent is null ? "{}" : JsonSerializer.Serialize(new { msg_id = parent, msg_type = "execute_request", session = "page" });
        return JupyterMessage.Create(Kernel.Next(type), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content)))
            with { ParentHeaderJson = Encoding.UTF8.GetBytes(parentJson) };
    }

    /// <summary>
    /// One message from a line of words: "m1 out hello", "m1 err oops", "m1 show d1 text", "m1 update d1 text", "m1 result 3 text",
    /// "m1 error Name", "m1 clear", "m1 clear-wait", "m1 busy", "m1 idle", "m1 input 3", "m1 aborted", "- dead".
    /// </summary>
    public static (JupyterChannel Channel, JupyterMessage Message) Parse(string line)
    {
        var words = line.Split(' ', 4);
        var parent = words[0] == "-" ? null : words[0];
        string Word(int i) => words.Length > i ? words[i].Replace("\\n", "\n", StringComparison.Ordinal) : "";
        object Data(string text) => new Dictionary<string, string> { ["text/plain"] = text };
        object Display(string id, string text) => new { data = Data(text), metadata = new { }, transient = new { display_id = id } };
        return words[1] switch
        {
            "out" => IoPub("stream", new { name = "stdout", text = Word(2) }),
            "err" => IoPub("stream", new { name = "stderr", text = Word(2) }),
            "show" => IoPub("display_data", Display(Word(2), Word(3))),
            "update" => IoPub("update_display_data", Display(Word(2), Word(3))),
            "result" => IoPub("execute_result", new { execution_count = int.Parse(Word(2), null), data = Data(Word(3)), metadata = new { } }),
            "error" => IoPub("error", new { ename = Word(2), evalue = "v", traceback = new[] { "line" } }),
            "clear" => IoPub("clear_output", new { wait = false }),
            "clear-wait" => IoPub("clear_output", new { wait = true }),
            "input" => IoPub("execute_input", new { code = "", execution_count = int.Parse(Word(2), null) }),
            "aborted" => (JupyterChannel.Shell, Message("execute_reply", parent, new { status = "aborted" })),
            "replied" => (JupyterChannel.Shell, Message("execute_reply", parent, new { status = "ok", execution_count = int.Parse(Word(2), null) })),
            var state => IoPub("status", new { execution_state = state }),
        };

        (JupyterChannel, JupyterMessage) IoPub(string type, object content) => (JupyterChannel.IoPub, Message(type, parent, content));
    }

    public static ExecutionLedger Fold(this ExecutionLedger ledger, params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var (channel, message) = Parse(line);
            ledger.Apply(ledger.LastSequence + 1, channel, message, At);
        }

        return ledger;
    }

    /// <summary>A ledger that knows requests m1 of cell a, m2 of cell b, m3 of cell c.</summary>
    public static ExecutionLedger NewLedger(long limit = ExecutionLedger.DefaultOutputLimitBytes)
    {
        var ledger = new ExecutionLedger(limit);
        ledger.Requested("m1", "a");
        ledger.Requested("m2", "b");
        ledger.Requested("m3", "c");
        return ledger;
    }

    public static CellExecution Of(this ExecutionLedger ledger, string messageId) => ledger.Executions.Single(execution => execution.MessageId == messageId);

    /// <summary>Everything a ledger says about its executions, as one text.</summary>
    public static string Describe(this ExecutionLedger ledger) => string.Join('\n', ledger.Executions.Select(execution =>
        $"{execution.MessageId} {execution.CellId} {execution.ExecutionCount} {execution.IsDone} {execution.ClearPending} {execution.Outputs(withTransient: true).ToJsonString()}"));
}
