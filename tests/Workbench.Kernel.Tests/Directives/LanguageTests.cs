using System.Text.Json;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Directives;

/// <summary>Which language a cell or a part of it is in, and what each part shows.</summary>
[Collection(SharedKernelTests.Name)]
public sealed class LanguageTests(SharedKernel kernel)
{
    [Fact]
    public async Task Parts_of_a_cell_run_in_order_under_one_count()
    {
        var run = await kernel.Client.RunAsync("var inOrder = 3;\ninOrder\n#!html\n<b>between</b>\n#!csharp\ninOrder + 1");

        var shown = run.Outputs.Where(output => output.Type is "execute_result" or "display_data").ToArray();
        Assert.Equal(["3", "<b>between</b>", "4"], shown.Select(output => CellRun.Data(output.Content, output.Type == "display_data" ? "text/html" : "text/plain")));
        Assert.Equal(shown[0].Content.GetProperty("execution_count").GetInt32(), shown[2].Content.GetProperty("execution_count").GetInt32());
    }

    [Theory]
    [InlineData("html", "<i>x</i>", "text/html", "<i>x</i>")]
    [InlineData("markdown", "# Title\n\n| a |\n|---|\n| 1 |", "text/html", "<h1 id=\"title\">Title</h1>")]
    [InlineData("md", "$x^2$", "text/html", "<p><span class=\"math\">\\(x^2\\)</span></p>")]
    [InlineData("mermaid", "graph TD\nA-->B", "text/vnd.mermaid", "graph TD\nA-->B")]
    public async Task Text_languages_show_their_text(string language, string code, string mimeType, string expected)
    {
        foreach (var run in new[] { await kernel.Client.RunAsync($"#!{language}\n{code}"), await kernel.Client.RunInAsync(language, code) })
        {
            var display = Assert.Single(run.Displays());
            Assert.StartsWith(expected, CellRun.Data(display, mimeType), StringComparison.Ordinal);
            Assert.Equal(code, CellRun.Data(display, "text/plain"));
        }
    }

    [Theory]
    [InlineData("""{"polyglot_notebook":{"kernelName":"html"},"dotnet_interactive":{"language":"csharp"}}""", "<b>1</b>", "display_data")]
    [InlineData("""{"dotnet_interactive":{"language":"html"}}""", "<b>1</b>", "display_data")]
    [InlineData("""{"polyglot_notebook":{"kernelName":"html"}}""", "#!csharp\n1", "execute_result")]
    [InlineData("""{"polyglot_notebook":7}""", "1", "execute_result")]
    [InlineData("{}", "1", "execute_result")]
    public async Task Metadata_choose_the_language_and_a_switch_overrides_them(string metadata, string code, string expected)
    {
        var run = await kernel.Client.RunAsync(code, metadata: JsonDocument.Parse(metadata).RootElement);

        Assert.Equal("ok", run.Status);
        Assert.Contains(run.Outputs, output => output.Type == expected);
    }

    [Fact]
    public async Task Cell_in_a_language_that_is_not_there_is_refused_and_not_run_as_another()
    {
        var run = await kernel.Client.RunInAsync("unheard-of", "1");

        Assert.StartsWith("This kernel has no language 'unheard-of'", run.Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_count_lines_from_the_cells_start_in_every_part()
    {
        var run = await kernel.Client.RunAsync("#!html\n<p></p>\n#!csharp\n\nint wrong = \"text\";");

        Assert.StartsWith("(5,13): error CS0029", run.Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_that_fails_ends_the_cell()
    {
        var run = await kernel.Client.RunAsync("throw new Exception(\"first\");\n#!html\n<b>never</b>");

        Assert.Equal("first", run.Error.Value);
        Assert.Empty(run.Displays());
    }

    [Fact]
    public async Task Kernel_info_lists_the_languages()
    {
        var languages = (await kernel.Client.AskAsync("kernel_info_request", new { })).GetProperty("workbench").GetProperty("languages").EnumerateArray().ToArray();

        Assert.Equal("csharp", languages[0].GetProperty("name").GetString());
        Assert.Contains(languages, language => language.GetProperty("name").GetString() == "mermaid" && language.GetProperty("available").GetBoolean());
    }
}
