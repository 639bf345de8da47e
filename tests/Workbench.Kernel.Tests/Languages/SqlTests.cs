using Workbench.Compatibility;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Languages;

public sealed class SqlTests(SqlKernel kernel) : IClassFixture<SqlKernel>
{
    [Fact]
    public async Task Result_is_a_table_and_only_what_is_shown_is_sent()
    {
        var run = await kernel.Client.RunInAsync("sql", "SELECT i, 'row ' || i AS name FROM range(1000) r(i)");

        Assert.Contains("row 19", run.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("row 20", run.Shown, StringComparison.Ordinal);
        Assert.EndsWith("20 of 1,000 rows", run.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("row 20", CellRun.Data(Assert.Single(run.Displays()), "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_statements_show_each_result_in_order()
    {
        var run = await kernel.Client.RunInAsync("sql", "-- first; a comment\nSELECT 'a;b' AS one;\nCREATE OR REPLACE TABLE several (x INTEGER);\nINSERT INTO several VALUES (1), (2);\nSELECT sum(x) AS two FROM several;");

        Assert.Equal("ok", run.Status);
        Assert.Collection(
            run.Displays(),
            display => Assert.StartsWith("one\na;b", CellRun.Data(display, "text/plain"), StringComparison.Ordinal),
            display => Assert.Equal("2 rows changed", CellRun.Data(display, "text/plain")),
            display => Assert.StartsWith("two\n  3", CellRun.Data(display, "text/plain"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Error_names_the_cells_line_and_marks_the_place()
    {
        var run = await kernel.Client.RunInAsync("sql", "SELECT 1;\nSELECT\n  nope\nFROM range(1)");

        Assert.Equal("BinderError", run.Error.Name);
        Assert.Contains("LINE 3:   nope", run.Error.Traceback);
        Assert.Equal("          ^", run.Error.Traceback[^1]);
    }

    [Fact]
    public async Task Name_keeps_the_result_for_later_cells_and_other_languages()
    {
        await kernel.Client.RunAsync("#!sql --name kept\nSELECT 1 AS a UNION ALL SELECT 2");

        Assert.StartsWith("total\n    3", (await kernel.Client.RunInAsync("sql", "SELECT sum(a) AS total FROM kept")).Shown, StringComparison.Ordinal);
        Assert.Equal("3", (await kernel.Client.RunAsync("#!share --from sql kept\nkept.First().Data.Sum(row => (int)row.Single().Value)")).Result);
        Assert.Equal("1", (await kernel.Client.RunInAsync("fsharp", "#!share --from sql kept\nSeq.length kept")).Result);
    }

    [Fact]
    public async Task Name_on_what_has_no_rows_is_refused()
    {
        var run = await kernel.Client.RunAsync("#!sql --name nothing\nCREATE TABLE without_rows (x INTEGER)");

        Assert.Contains("--name keeps the rows of a query", run.Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_csharp_are_tables_and_variables()
    {
        await kernel.Client.RunAsync("var people = new[] { new { Name = \"a\", Age = 5 }, new { Name = \"b\", Age = 7 } }; var limit = 6;");

        var run = await kernel.Client.RunInAsync("sql", "#!share --from csharp people\n#!share --from csharp limit\nSELECT Name FROM people WHERE Age > getvariable('limit')");

        Assert.StartsWith("Name\nb", run.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SELECT * FROM 'https://example.org/x.csv'")]
    public async Task Extension_is_not_fetched(string code)
    {
        Assert.Equal("error", (await kernel.Client.RunInAsync("sql", code)).Status);
    }

    public static TheoryData<string> EndlessCode => new(InterruptWorkloads.In("sql"));

    [Theory]
    [MemberData(nameof(EndlessCode))]
    public async Task Interrupt_stops_the_query_and_keeps_the_tables(string query)
    {
        await kernel.Client.RunInAsync("sql", "CREATE OR REPLACE TABLE survivor AS SELECT 42 AS x");

        var run = await kernel.Client.RunInterruptedAsync("csharp", "Console.Write(\"started\");\n#!sql\n" + query);

        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.StartsWith(" x\n42", (await kernel.Client.RunInAsync("sql", "SELECT x FROM survivor")).Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT surn|", "surname")]
    [InlineData("SELECT * FROM completed WHERE c|", "city")]
    [InlineData("SELECT * FROM comp|", "completed")]
    [InlineData("SELECT t.| FROM completed t", "city")]
    [InlineData("SEL|", "SELECT")]
    public async Task Completion_knows_tables_and_columns(string marked, string expected)
    {
        await kernel.Client.RunInAsync("sql", "CREATE OR REPLACE TABLE completed (city VARCHAR); CREATE OR REPLACE TABLE surn (surname VARCHAR)");
        var code = "#!sql\n" + marked;

        var reply = await kernel.Client.AskAsync("complete_request", new { code = code.Replace("|", "", StringComparison.Ordinal), cursor_pos = code.IndexOf('|', StringComparison.Ordinal) });

        Assert.Contains(expected, reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()));
    }

    [Theory]
    [InlineData("SELECT weight FROM inspected", 9, "weight DOUBLE in inspected")]
    [InlineData("SELECT weight FROM inspected", 22, "inspected\n    patient BIGINT\n    weight DOUBLE")]
    public async Task Inspection_tells_the_types_of_columns(string code, int position, string expected)
    {
        await kernel.Client.RunInAsync("sql", "CREATE OR REPLACE TABLE inspected AS SELECT 1::BIGINT AS patient, 2.5::DOUBLE AS weight");

        var reply = await kernel.Client.AskAsync("inspect_request", new { code, cursor_pos = position, detail_level = 0 }, KernelClient.LanguageMetadata("sql"));

        Assert.Equal(expected, reply.GetProperty("data").GetProperty("text/plain").GetString());
    }
}
