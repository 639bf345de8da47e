using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Cells;

[Collection(SharedKernelTests.Name)]
public sealed class OutputTests(SharedKernel kernel)
{
    [Fact]
    public async Task Printing_20000_lines_arrives_whole_and_in_order_and_idle_follows()
    {
        var run = await kernel.Client.RunAsync("for (var i = 0; i < 20_000; i++) Console.WriteLine($\"line {i}\");");

        Assert.Equal(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i}\n")), run.Printed);
        Assert.True(run.Outputs.Count(output => output.Type == "stream") < 2_000);
    }

    [Fact]
    public async Task Printing_without_end_is_cut_with_a_notice()
    {
        var run = await kernel.Client.RunAsync("var block = new string('x', 1 << 20);\nfor (var i = 0; i < 40; i++) Console.Write(block);\n\"done\"");

        Assert.Equal("done", run.Result);
        Assert.Equal(16 << 20, run.Printed.Length);
        Assert.Contains("printed more than", run.Stream("stderr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printing_and_displaying_keep_their_order()
    {
        var run = await kernel.Client.RunAsync("Console.Write(\"a\"); display(1); Console.Error.Write(\"b\"); Console.Write(\"c\"); \"result\"");

        Assert.Equal(
            ["a", "1", "b", "c", "result"],
            run.Outputs.Where(output => output.Type is "stream" or "display_data" or "execute_result")
                .Select(output => output.Type == "stream" ? output.Content.GetProperty("text").GetString() : CellRun.Data(output.Content, "text/plain")));
    }

    [Fact]
    public async Task Printing_shows_while_the_cell_runs()
    {
        var id = await kernel.Client.BeginAsync("Console.Write(\"early\");\nvar answer = Console.ReadLine();", allowStdin: true);
        var question = await kernel.Client.NextAsync(kernel.Client.Stdin.ReceiveAsync);
        Assert.Equal("input_request", question.MsgType);

        await kernel.Client.SendAsync(kernel.Client.Stdin, "input_reply", new { value = "an answer", status = "ok" });
        Assert.Equal("early", (await kernel.Client.EndAsync(id)).Printed);
        Assert.Equal("an answer", (await kernel.Client.RunAsync("answer")).Result);
    }

    [Fact]
    public async Task Asking_a_client_that_takes_no_questions_is_an_error()
    {
        var run = await kernel.Client.RunAsync("input(\"name?\")");

        Assert.Equal("NotSupportedException", run.Error.Name);
    }

    [Theory]
    [InlineData("display(HTML(\"<b>x</b>\"));", "text/html", "<b>x</b>")]
    [InlineData("\"# x\".DisplayAs(\"text/markdown\");", "text/markdown", "# x")]
    [InlineData("3.Display();", "text/plain", "3")]
    [InlineData("display(4);", "text/plain", "4")]
    [InlineData("KernelInvocationContext.Current.Display(5);", "text/plain", "5")]
    [InlineData("display(new[] { 1 }, \"text/plain\");", "text/plain", "[ 1 ]")]
    public async Task Display_shows_in_the_media_type_that_was_meant(string code, string mimeType, string expected)
    {
        var run = await kernel.Client.RunAsync(code);

        Assert.Equal(expected, CellRun.Data(Assert.Single(run.Displays()), mimeType));
    }

    [Fact]
    public async Task Display_has_plain_text_beside_html()
    {
        var display = Assert.Single((await kernel.Client.RunAsync("display(new { Name = \"n\", Age = 7 });")).Displays());

        Assert.Contains("Age", CellRun.Data(display, "text/plain"), StringComparison.Ordinal);
        Assert.Contains("<table>", CellRun.Data(display, "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Display_update_changes_the_display_that_was_shown()
    {
        var run = await kernel.Client.RunAsync("var shown = display(1); shown.Update(2);");
        var later = await kernel.Client.RunAsync("shown.Update(3);");
        var id = Assert.Single(run.Displays()).GetProperty("transient").GetProperty("display_id").GetString();

        foreach (var (update, text) in new[] { (run, "2"), (later, "3") })
        {
            var content = Assert.Single(update.Displays("update_display_data"));
            Assert.Equal(id, content.GetProperty("transient").GetProperty("display_id").GetString());
            Assert.Equal(text, CellRun.Data(content, "text/plain"));
        }
    }

    [Fact]
    public async Task Chart_leaves_the_kernel_as_data_without_script()
    {
        var run = await kernel.Client.RunAsync("Chart.Point<double, double, string>(x: new[] { 1.0, 2.0 }, y: new[] { 3.0, 4.0 })");
        var data = Assert.Single(run.Displays("execute_result")).GetProperty("data");

        Assert.Equal(System.Text.Json.JsonValueKind.Array, data.GetProperty("application/vnd.plotly.v1+json").GetProperty("data").ValueKind);
        Assert.False(data.TryGetProperty("text/html", out _));
    }

    [Fact]
    public async Task Result_whose_formatting_fails_is_an_error_of_the_cell()
    {
        var run = await kernel.Client.RunAsync("class Sour { }\nFormatter.Register<Sour>((Sour s) => throw new InvalidOperationException(\"sour\"), \"text/html\");\nnew Sour()");

        Assert.Equal("error", run.Status);
        Assert.Equal("2", (await kernel.Client.RunAsync("1+1")).Result);
    }
}
