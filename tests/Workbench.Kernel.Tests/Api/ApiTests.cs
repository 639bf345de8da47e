using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Api;

/// <summary>The names that existing notebooks call, in the namespaces in which they look for them, without any <c>using</c>.</summary>
[Collection(SharedKernelTests.Name)]
public sealed class ApiTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("(LaTeXString)@\"\\frac{1}{2}\"", "text/latex", "\\frac{1}{2}")]
    [InlineData("(MathString)\"a+b\"", "text/latex", "$$a+b$$")]
    [InlineData("HTML(\"<b>x</b>\")", "text/html", "<b>x</b>")]
    [InlineData("PocketViewTags.div[style: \"color:red\"](PocketViewTags.h1(\"t\"))", "text/html", "<div style=\"color:red\"><h1>t</h1></div>")]
    [InlineData("new[] { new { A = 1, B = \"x\" } }.ToTabularDataResource()", "text/plain", "A  B\n1  x\n")]
    [InlineData("new[] { new { A = 1, B = \"x\" } }.ToTabularDataResource()", "text/csv", "A,B\n1,x\n")]
    [InlineData("(object)System.Text.Json.Nodes.JsonNode.Parse(\"[1,2]\")", "text/plain", "[\n  1,\n  2\n]")]
    [InlineData("new byte[] { 1, 65 }", "text/html", "<pre class=\"dni-binary\">00000000  01 41                                            .A</pre>")]
    [InlineData("42", "text/plain", "42")]
    [InlineData("DateTime.UnixEpoch", "text/html", "<span>1970-01-01 00:00:00Z</span>")]
    [InlineData("FormattedValue.CreateSingleFromObject(5, \"text/plain\").Value", "text/plain", "5")]
    [InlineData("$\"{new PasswordString(\"secret\")}\"", "text/plain", "********")]
    public async Task Result_is_shown_in_the_media_types_that_notebooks_know(string code, string mimeType, string expected)
    {
        var result = (await kernel.Client.RunAsync(code)).Displays("execute_result").Single();

        Assert.Equal(expected, CellRun.Data(result, mimeType));
        Assert.NotNull(CellRun.Data(result, "text/plain"));
    }

    [Theory]
    [InlineData("display(\"a\");", "text/plain", "a")]
    [InlineData("\"*a*\".DisplayAs(\"text/markdown\");", "text/markdown", "*a*")]
    [InlineData("new[] { new { A = 1 } }.DisplayTable();", "text/csv", "A\n1\n")]
    [InlineData("Javascript(\"1;\");", "text/html", "<script type=\"text/javascript\">1;</script>")]
    [InlineData("CSS(\"a{}\");", "text/html", "<script type=\"text/javascript\">const style = document.createElement(\"style\"); style.textContent = \"a{}\"; document.head.appendChild(style);</script>")]
    [InlineData("KernelInvocationContext.Current.Display(7);", "text/plain", "7")]
    [InlineData("KernelInvocationContext.Current.DisplayAs(\"<i/>\", \"text/html\");", "text/html", "<i/>")]
    public async Task Display_shows_its_value_without_being_the_result(string code, string mimeType, string expected)
    {
        var run = await kernel.Client.RunAsync(code);

        Assert.Equal(expected, CellRun.Data(run.Displays().Single(), mimeType));
        Assert.Empty(run.Displays("execute_result"));
    }

    [Fact]
    public async Task Update_changes_the_display_it_was_asked_of()
    {
        var run = await kernel.Client.RunAsync("var shown = display(\"one\"); shown.Update(\"two\"); \"raw\".DisplayAs(\"text/markdown\").Update(\"changed\");");

        var ids = run.Displays().Select(Id).ToArray();
        Assert.Equal(ids, run.Displays("update_display_data").Select(Id));
        Assert.Equal("two", CellRun.Data(run.Displays("update_display_data")[0], "text/plain"));
        Assert.Equal("changed", CellRun.Data(run.Displays("update_display_data")[1], "text/markdown"));
    }

    [Fact]
    public async Task Reset_of_formatters_removes_the_users_and_keeps_the_kernels()
    {
        await kernel.Client.RunAsync("class Dotted { } Formatter.Register<Dotted>(_ => \"<b>dot</b>\", \"text/html\");");
        Assert.Equal("<b>dot</b>", CellRun.Data((await kernel.Client.RunAsync("new Dotted()")).Displays("execute_result").Single(), "text/html"));

        await kernel.Client.RunAsync("Formatter.ResetToDefault();");

        Assert.NotEqual("<b>dot</b>", CellRun.Data((await kernel.Client.RunAsync("new Dotted()")).Displays("execute_result").Single(), "text/html"));
        Assert.Equal("00000000  01                                               .", (await kernel.Client.RunAsync("new byte[] { 1 }")).Result);
    }

    [Fact]
    public async Task Value_too_large_to_show_is_replaced_by_a_notice()
    {
        var run = await kernel.Client.RunAsync("new string('x', 5_000_000)");

        Assert.Contains("too large to show", run.Result, StringComparison.Ordinal);
    }

    private static string? Id(System.Text.Json.JsonElement display) => display.GetProperty("transient").GetProperty("display_id").GetString();

    [Fact]
    public async Task Html_that_a_notebook_registers_for_a_chart_is_shown()
    {
        const string Chart = "Chart.Line<int, int, string>(new[] { 1, 2 }, new[] { 3, 4 })";
        Assert.NotNull(CellRun.Data((await kernel.Client.RunAsync(Chart)).Outputs[^1].Content, "application/vnd.plotly.v1+json"));

        var run = await kernel.Client.RunAsync("Formatter.Register<Plotly.NET.GenericChart>((chart, writer) => writer.Write(\"<u>mine</u>\"), \"text/html\");\n" + Chart);
        Assert.Equal("<u>mine</u>", CellRun.Data(run.Outputs[^1].Content, "text/html"));

        await kernel.Client.RunAsync("Formatter.ResetToDefault();");
        Assert.NotNull(CellRun.Data((await kernel.Client.RunAsync(Chart)).Outputs[^1].Content, "application/vnd.plotly.v1+json"));
    }
}
