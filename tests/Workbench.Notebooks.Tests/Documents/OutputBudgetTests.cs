using Workbench.Notebooks.Documents;

namespace Workbench.Notebooks.Tests.Documents;

/// <summary>One rule for pages and notebooks. A letter per message: K kept, C cut with a notice, L left out.</summary>
public sealed class OutputBudgetTests
{
    private const long Limit = 1000;

    private static readonly string Half = new('x', 400);

    private static readonly string TooLarge = new('x', 1200);

    public static TheoryData<string, string[], string> Rules() => new()
    {
        { "what fits is kept", ["m1 out " + Half, "m1 show d1 " + Half], "KK" },
        { "what does not is cut, told once, and so is all that follows", ["m1 out " + Half, "m1 out " + Half, "m1 err " + Half, "m1 out a"], "KKCL" },
        { "one output larger than the budget", ["m1 out " + TooLarge, "m1 result 1 " + Half], "CL" },
        { "a state is no output", ["m1 out " + TooLarge, "m1 idle", "m1 input 3"], "CKK" },
        { "a display that is updated for ever takes its room once", ["m1 show d1 " + Half, .. Enumerable.Repeat("m1 update d1 " + Half, 9), "m1 out a"], "KKKKKKKKKKK" },
        { "an update too large to be shown", ["m1 show d1 a", "m1 update d1 " + TooLarge, "m1 update d1 b"], "KLK" },
        { "clearing makes room", ["m1 out " + Half, "m1 out " + Half, "m1 out " + Half, "m1 clear", "m1 out " + Half], "KKCKK" },
        { "clearing that waits makes room for the next output", ["m1 out " + Half, "m1 out " + Half, "m1 clear-wait", "m1 out " + Half, "m1 out " + Half, "m1 out " + Half], "KKKKKC" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Judge_messages_of_a_cell_keeps_what_has_room(string rule, string[] lines, string verdicts)
    {
        var budget = new OutputBudget(Limit);
        var judged = string.Concat(lines.Select(line => budget.Judge(LedgerMessages.Parse(line).Message).ToString()[0]));
        Assert.True(verdicts == judged, $"{rule}: {judged}");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Ledger_under_the_same_messages_keeps_the_same(string rule, string[] lines, string verdicts)
    {
        var execution = LedgerMessages.NewLedger(Limit).Fold(lines).Of("m1");
        var cutSinceCleared = verdicts[(Array.FindLastIndex(lines, line => line == "m1 clear") + 1)..].Contains('C', StringComparison.Ordinal);
        var notices = execution.Outputs().Count(output => ((string?)output!["text"])?.Contains("neither shown nor kept", StringComparison.Ordinal) == true);
        Assert.True((cutSinceCleared, cutSinceCleared ? 1 : 0) == (execution.IsCut, notices), rule);
    }

    [Fact]
    public void Settle_of_a_cut_execution_leaves_the_file_as_the_client_stored_it()
    {
        var ledger = LedgerMessages.NewLedger(Limit).Fold("m1 show d1 a", "m1 out " + TooLarge, "m1 idle");
        ledger.Settle(ledger.Of("m1"));
        Assert.DoesNotContain(ledger.Executions, execution => execution.MessageId == "m1");
    }
}
