using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Cells;

[Collection(SharedKernelTests.Name)]
public sealed class CellTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("1+1", "2")]
    [InlineData("var twice = 21; twice * 2", "42")]
    [InlineData("Math.Max(1, 2);", null)]
    [InlineData("using System.Globalization;", null)]
    [InlineData("", null)]
    [InlineData("// nothing", null)]
    [InlineData("\"text\"", "text")]
    [InlineData("null", "<null>")]
    [InlineData("(string)null", "<null>")]
    [InlineData("Console.Write(1)", null)]
    [InlineData("await Task.Delay(1)", null)]
    [InlineData("await Task.FromResult(7)", "7")]
    [InlineData("new[] { 1, 2, 3 }", "[ 1, 2, 3 ]")]
    [InlineData("Enumerable.Range(1, 3).Select(i => i * i)", "[ 1, 4, 9 ]")]
    [InlineData("int Twice(int i) => 2 * i; Twice(4)", "8")]
    [InlineData("async Task<int> Later() => await Task.FromResult(5); await Later()", "5")]
    [InlineData("record Point(int X, int Y); new Point(1, 2).Y", "2")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, bool>> tree = i => i > 3; tree.ToString()", "i => (i > 3)")]
    [InlineData("Func<int, Func<int, int>> add = a => b => a + b; add(2)(3)", "5")]
    [InlineData("Action<List<int>> fill = list => list.Add(1); var filled = new List<int>(); fill(filled); filled.Count", "1")]
    [InlineData("Func<Task> wait = async () => await Task.Delay(1); await wait(); 3", "3")]
    [InlineData("IEnumerable<int> Count() { for (var i = 0; ; i++) yield return i; } Count().Take(2)", "[ 0, 1 ]")]
    [InlineData("int sum = 0; for (int i = 0; i < 4; i++) if (i % 2 == 0) continue; else sum += i; sum", "4")]
    [InlineData("int n = 0; do n++; while (n < 5); foreach (var (a, b) in new[] { (1, 2) }) n += a + b; n", "8")]
    [InlineData("var (left, right) = (1, \"r\"); right", "r")]
    [InlineData("int.TryParse(\"12\", out var parsed); parsed", "12")]
    [InlineData("switch (3) { case 3: goto case 4; case 4: Console.Write(\"\"); break; }\n\"switched\"", "switched")]
    [InlineData("using System.Text.RegularExpressions;\nRegex.IsMatch(\"a1\", @\"\\d\")", "True")]
    [InlineData("MathNet.Numerics.Combinatorics.Combinations(5, 2)", "10")]
    [InlineData("Frame.FromRowKeys(new[] { 1, 2 }).RowCount", "2")]
    [InlineData("Index last = ^1; Range all = ..; new[] { 1, 2 }[last]", "2")]
    [InlineData("Series<int, double> none = new SeriesBuilder<int, double>().Series; none.KeyCount", "0")]
    [InlineData("new MLContext(seed: 1) != null", "True")]
    [InlineData("new Microsoft.Data.Analysis.DataFrame().Columns.Count", "0")]
    [InlineData("var union = new HashSet<int> { 1 };\nunion.UnionWith(new[] { 2 });\nunion.Count", "2")]
    [InlineData("new HtmlString(\"<b>x</b>\")", "<b>x</b>")]
    [InlineData("new FormattedValue(\"text/plain\", \"as it is\")", "as it is")]
    [InlineData("Kernel.Current", "csharp")]
    [InlineData("new[] { (1, \"a\"), (2, \"b\") }", "List<ValueTuple<Int32,String>>\n( 1, a )\n( 2, b )")]
    [InlineData("new[,] { { 1, 2 }, { 3, 4 } }", "Int32[][]\n[ 1, 2 ]\n[ 3, 4 ]")]
    public async Task Cell_result_is_the_last_expression(string code, string? expected)
    {
        var run = await kernel.Client.RunAsync(code);

        Assert.True(run.Status == "ok", string.Join('\n', run.Outputs));
        Assert.Equal(expected, run.Result);
    }

    [Theory]
    [InlineData("int Two() { int never = 1; return 2; } Two()", "\n(1,17): warning CS0219: The variable 'never' is assigned but its value is never used\n\n")]
    [InlineData("string? none = null;\nfor (var i = 0; i < 2; i++) { int never = 1; }", "\n(1,7): warning CS8632: The annotation for nullable reference types should only be used in code within a '#nullable' annotations context.\n\n(2,35): warning CS0219: The variable 'never' is assigned but its value is never used\n\n")]
    [InlineData("#pragma warning disable CS0219\nint Two() { int never = 1; return 2; }", "")]
    [InlineData("int fine = 1;", "")]
    public async Task Warnings_go_to_stderr_where_they_were_written(string code, string expected) =>
        Assert.Equal(expected, (await kernel.Client.RunAsync(code)).Stream("stderr"));

    [Fact]
    public async Task Types_carry_the_number_that_the_original_gives_their_cell()
    {
        var (process, client) = await KernelProcess.StartAsync();
        await using var owned = process;
        await using var mine = client;
        await client.RunAsync("1");
        await client.RunAsync("nowhere");

        Assert.Equal("Submission#4+Person", (await client.RunAsync("class Person { }\nnew Person().ToString()")).Result);
    }

    [Fact]
    public async Task Cell_sees_what_earlier_cells_declared_and_the_newest_declaration_wins()
    {
        await kernel.Client.RunAsync("var kept = 1; int Next() => kept + 1; class Holder { public int Value = 10; }");
        Assert.Equal("12", (await kernel.Client.RunAsync("Next() + new Holder().Value")).Result);

        await kernel.Client.RunAsync("var kept = \"now text\";");
        Assert.Equal("now text", (await kernel.Client.RunAsync("kept")).Result);
        Assert.Equal("2", (await kernel.Client.RunAsync("Next()")).Result);
    }

    [Fact]
    public async Task Cell_that_fails_half_way_keeps_what_it_had_set()
    {
        var run = await kernel.Client.RunAsync("var before = 3;\nthrow new Exception(\"half way\");");
        Assert.Equal("error", run.Status);

        Assert.Equal("3", (await kernel.Client.RunAsync("before")).Result);
    }

    [Fact]
    public async Task Cell_that_does_not_compile_leaves_nothing_behind()
    {
        await kernel.Client.RunAsync("var settled = 1;");
        await kernel.Client.RunAsync("settled = 2; nowhere();");

        Assert.Equal("1", (await kernel.Client.RunAsync("settled")).Result);
    }

    [Fact]
    public async Task Cell_counts_rise_and_silent_cells_neither_count_nor_show()
    {
        var first = (await kernel.Client.RunAsync("1")).Reply.GetProperty("execution_count").GetInt32();
        var silent = await kernel.Client.EndAsync(await kernel.Client.BeginAsync("2", silent: true));
        var second = (await kernel.Client.RunAsync("3")).Reply.GetProperty("execution_count").GetInt32();

        Assert.Equal("ok", silent.Status);
        Assert.DoesNotContain(silent.Outputs, output => output.Type is "execute_result" or "execute_input");
        Assert.Equal(first + 1, second);
    }

    [Fact]
    public async Task Cell_deep_recursion_is_an_error_and_the_kernel_lives()
    {
        var run = await kernel.Client.RunAsync("int Down(int i) => 1 + Down(i + 1);\nDown(0)");

        Assert.Equal("InsufficientExecutionStackException", run.Error.Name);
        Assert.True(run.Error.Traceback.Length < 40);
        Assert.Equal("2", (await kernel.Client.RunAsync("1+1")).Result);
    }

    [Fact]
    public async Task Cell_without_a_broker_says_so()
    {
        var run = await kernel.Client.RunAsync("Cohorts.List()");

        Assert.Equal("BrokerUnavailableException", run.Error.Name);
        Assert.Contains("WORKBENCH_BROKER", run.Error.Value, StringComparison.Ordinal);
        Assert.Single(run.Displays());
    }

    [Fact]
    public async Task User_expressions_are_evaluated_behind_the_cell()
    {
        var run = await kernel.Client.RunAsync("var basis = 20;", new { good = "basis + 1", bad = "nobody" });
        var expressions = run.Reply.GetProperty("user_expressions");

        Assert.Equal("21", expressions.GetProperty("good").GetProperty("data").GetProperty("text/plain").GetString());
        Assert.Equal("error", expressions.GetProperty("bad").GetProperty("status").GetString());
    }
}
