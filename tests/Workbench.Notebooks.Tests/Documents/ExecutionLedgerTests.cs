using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workbench.Notebooks.Documents;

namespace Workbench.Notebooks.Tests.Documents;

public sealed class ExecutionLedgerTests
{
    public static TheoryData<string, string[], string> Folds() => new()
    {
        { "streams of one name merge", ["m1 out a\\n", "m1 out b\\n"], """[{"output_type":"stream","name":"stdout","text":"a\nb\n"}]""" },
        { "another stream starts a new output", ["m1 out a", "m1 err b", "m1 out c"], """[{"output_type":"stream","name":"stdout","text":"a"},{"output_type":"stream","name":"stderr","text":"b"},{"output_type":"stream","name":"stdout","text":"c"}]""" },
        { "a display between streams keeps them apart", ["m1 out a", "m1 show d1 x", "m1 out b"], """[{"output_type":"stream","name":"stdout","text":"a"},{"output_type":"display_data","data":{"text/plain":"x"},"metadata":{}},{"output_type":"stream","name":"stdout","text":"b"}]""" },
        { "an update changes the display in place", ["m1 show d1 x", "m1 out a", "m1 update d1 y"], """[{"output_type":"display_data","data":{"text/plain":"y"},"metadata":{}},{"output_type":"stream","name":"stdout","text":"a"}]""" },
        { "an update from another cell reaches it too", ["m1 show d1 x", "m2 update d1 y"], """[{"output_type":"display_data","data":{"text/plain":"y"},"metadata":{}}]""" },
        { "an update of an unknown display shows nothing", ["m1 update d9 y"], "[]" },
        { "clear removes at once", ["m1 out a", "m1 clear"], "[]" },
        { "clear with wait waits", ["m1 out a", "m1 clear-wait"], """[{"output_type":"stream","name":"stdout","text":"a"}]""" },
        { "clear with wait clears at the next output", ["m1 out a", "m1 clear-wait", "m1 out b"], """[{"output_type":"stream","name":"stdout","text":"b"}]""" },
        { "a result keeps its count", ["m1 result 3 42"], """[{"output_type":"execute_result","data":{"text/plain":"42"},"execution_count":3,"metadata":{}}]""" },
        { "an error keeps its traceback", ["m1 error Broken"], """[{"output_type":"error","ename":"Broken","evalue":"v","traceback":["line"]}]""" },
        { "output after idle still belongs to the cell", ["m1 idle", "m1 out late"], """[{"output_type":"stream","name":"stdout","text":"late"}]""" },
        { "messages of others do not matter", ["other out x", "m2 out y"], "[]" },
        { "a dying kernel is said", ["m1 out a", "- restarting"], """[{"output_type":"stream","name":"stdout","text":"a"},{"output_type":"stream","name":"stderr","text":"\n[The kernel ended before this cell was finished.]\n"}]""" },
    };

    [Theory]
    [MemberData(nameof(Folds))]
    public void Apply_messages_gives_the_outputs_of_a_page(string rule, string[] lines, string outputs)
    {
        var folded = LedgerMessages.NewLedger().Fold(lines).Of("m1").Outputs();
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(outputs), folded), $"{rule}: {folded.ToJsonString()}");
    }

    [Theory]
    [InlineData(false, "m1 busy", "m1 input 4", "m1 out a")]
    [InlineData(true, "m1 busy", "m1 input 4", "m1 idle")]
    [InlineData(true, "m1 input 4", "m1 aborted")]
    [InlineData(true, "m1 busy", "m1 input 4", "- dead")]
    [InlineData(false, "m1 busy", "m1 replied 4")]
    public void Apply_status_decides_when_it_is_done(bool done, params string[] lines)
    {
        var execution = LedgerMessages.NewLedger().Fold(lines).Of("m1");
        Assert.Equal((done, 4), (execution.IsDone, execution.ExecutionCount));
    }

    [Fact]
    public void Apply_a_number_again_changes_nothing()
    {
        var ledger = LedgerMessages.NewLedger().Fold("m1 out a");
        var (channel, message) = LedgerMessages.Parse("m1 out b");
        ledger.Apply(1, channel, message, LedgerMessages.At);
        Assert.Equal("a", (string?)ledger.Of("m1").Outputs()[0]!["text"]);
    }

    [Fact]
    public void Requested_cell_again_replaces_what_it_showed()
    {
        var ledger = LedgerMessages.NewLedger().Fold("m1 out old", "m1 idle");
        ledger.Requested("m4", "a");
        ledger.Fold("m1 out too late", "m4 out new");
        Assert.Equal(["m2", "m3", "m4"], ledger.Executions.Select(execution => execution.MessageId));
        Assert.Equal("new", (string?)ledger.Of("m4").Outputs()[0]!["text"]);
    }

    [Fact]
    public void Output_beyond_the_limit_is_cut_with_one_notice()
    {
        var ledger = LedgerMessages.NewLedger(limit: 1 << 20).Fold(Enumerable.Repeat("m1 out " + new string('x', 100_000), 30));
        var outputs = ledger.Of("m1").Outputs();
        Assert.Equal(2, outputs.Count);
        Assert.Equal(1_000_000, ((string)outputs[0]!["text"]!).Length);
        Assert.Contains("longer than 1 MiB", (string?)outputs[1]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void Gap_is_said_in_running_cells_only()
    {
        var ledger = LedgerMessages.NewLedger().Fold("m1 idle", "m2 out a");
        ledger.Gap(90);
        Assert.Equal(90, ledger.LastSequence);
        Assert.Empty(ledger.Of("m1").Outputs());
        Assert.Contains("missing", (string?)ledger.Of("m2").Outputs()[1]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void KeepWithin_lets_the_oldest_finished_go_and_never_a_running_one()
    {
        var ledger = LedgerMessages.NewLedger().Fold("m1 out " + new string('x', 600), "m2 out " + new string('y', 600), "m2 idle", "m3 out z", "m3 idle");
        ledger.KeepWithin(1000);
        Assert.Equal(["m1", "m3"], ledger.Executions.Select(execution => execution.MessageId));
    }

    [Fact]
    public void BusyWith_names_the_request_at_work()
    {
        var ledger = LedgerMessages.NewLedger().Fold("m1 busy");
        Assert.Contains("m1", System.Text.Encoding.UTF8.GetString(ledger.BusyWith!.Value.Span), StringComparison.Ordinal);
        Assert.Null(ledger.Fold("m1 idle").BusyWith);
    }

    /// <summary>What a page relies on that gets the executions at some number and applies only later messages: exactly once.</summary>
    [Property(MaxTest = 300)]
    public Property Fold_of_prefix_handed_over_then_suffix_is_fold_of_all() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 40).SelectMany(count => Line.ArrayOf(count)).SelectMany(lines => Gen.Choose(0, lines.Length).Select(cut => (lines, cut)))),
        drawn =>
        {
            var whole = LedgerMessages.NewLedger().Fold(drawn.lines);
            var prefix = LedgerMessages.NewLedger().Fold(drawn.lines[..drawn.cut]);
            var handedOver = ExecutionLedger.Restore(prefix.LastSequence, prefix.Executions.Select(execution => CellExecution.Restore(
                execution.MessageId, execution.CellId, JsonNode.Parse(execution.Outputs(withTransient: true).ToJsonString())!.AsArray(), execution.ExecutionCount, execution.ClearPending, execution.DoneAt)));

            // A page may get messages again that the executions contain; it tells by their number.
            for (var i = 0; i < drawn.lines.Length; i++)
            {
                var (channel, message) = LedgerMessages.Parse(drawn.lines[i]);
                handedOver.Apply(i + 1, channel, message, LedgerMessages.At);
            }

            return (whole.Describe() == handedOver.Describe()).Label($"{whole.Describe()}\n--- but ---\n{handedOver.Describe()}");
        });

    private static Gen<string> Line =>
        from parent in Gen.Elements("m1", "m2", "m3", "other")
        from what in Gen.Elements("out a", "out b\\n", "err e", "show d1 x", "show d2 y", "update d1 z", "result 5 r", "error E", "clear", "clear-wait", "busy", "idle", "input 2", "aborted", "replied 3")
        select $"{parent} {what}";
}
