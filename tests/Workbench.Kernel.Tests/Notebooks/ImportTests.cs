using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Notebooks;

[Collection(SharedKernelTests.Name)]
public sealed class ImportTests(SharedKernel kernel) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wk-import");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.csx", "var imported = 7;", "7")]
    [InlineData("a.cs", "class Imported { public int Value => 8; }\nvar imported = new Imported().Value;", "8")]
    [InlineData("a.dib", "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[]}}\n\n#!markdown\n\n# x\n\n#!csharp\n\nvar imported = 9;\n", "9")]
    [InlineData("a.ipynb", """{"cells":[{"cell_type":"code","metadata":{"dotnet_interactive":{"language":"csharp"}},"source":["var imported =\n"," 10;"],"outputs":[]}],"metadata":{},"nbformat":4,"nbformat_minor":5}""", "10")]
    [InlineData("a.ipynb", """{"cells":[{"cell_type":"code","metadata":{"polyglot_notebook":{"kernelName":"html"}},"source":"<b></b>","outputs":[]},{"cell_type":"code","metadata":{},"source":"var imported = 11;","outputs":[]}],"metadata":{"kernelspec":{"name":".net-csharp"}},"nbformat":4,"nbformat_minor":5}""", "11")]
    public async Task File_runs_as_if_it_stood_in_the_cell(string name, string content, string expected)
    {
        await kernel.Client.RunAsync("var imported = 0;");
        var run = await kernel.Client.RunAsync($"#!import \"{Write(name, content)}\"\nimported");

        Assert.True(run.Status == "ok", string.Join('\n', run.Outputs));
        Assert.Equal(expected, run.Result);
    }

    [Theory]
    [InlineData("a.html", "<b>x</b>", "<b>x</b>")]
    [InlineData("a.md", "# T", "<h1 id=\"t\">T</h1>")]
    [InlineData("a.dib", "#!markdown\n\n# T\n", "<h1 id=\"t\">T</h1>")]
    public async Task Text_files_and_cells_are_shown(string name, string content, string expected) =>
        Assert.Equal(expected, CellRun.Data(Assert.Single((await kernel.Client.RunAsync($"#!import {Write(name, content)}")).Displays()), "text/html"));

    [Fact]
    public async Task Load_runs_a_script()
    {
        var run = await kernel.Client.RunAsync($"#load \"{Write("b.csx", "int Loaded() => 3;")}\"\nLoaded()");

        Assert.Equal("3", run.Result);
    }

    [Fact]
    public async Task Import_finds_files_beside_the_file_that_imports_them_and_refuses_circles()
    {
        Write("one.dib", "#!csharp\n\nvar one = 1;\n#!import two.dib\n");
        Write("two.dib", "#!csharp\n\nvar two = one + 1;\n#!import one.dib\n");
        var run = await kernel.Client.RunAsync($"#!import {Path.Combine(folder.FullName, "one.dib")}");

        Assert.Equal("error", run.Status);
        Assert.Contains(run.Outputs, output => output.Type == "error" && output.Content.GetProperty("evalue").GetString()!.Contains("Circular import: one.dib → two.dib → one.dib", StringComparison.Ordinal));
        Assert.Equal("2", (await kernel.Client.RunAsync("two")).Result);
    }

    [Fact]
    public async Task Import_that_fails_names_the_cell()
    {
        var run = await kernel.Client.RunAsync($"#!import {Write("f.dib", "#!csharp\n\n1\n\n#!csharp\n\nthrow new Exception(\"broken\");\n\n#!html\n\n<b>never</b>\n")}");

        Assert.Contains(run.Outputs, output => output.Type == "error" && output.Content.GetProperty("evalue").GetString()!.Contains("cell 2 of", StringComparison.Ordinal));
        Assert.Empty(run.Displays());
    }

    [Theory]
    [InlineData("x.ipynb", "no json", "is not valid JSON")]
    [InlineData("x.ipynb", "{\"worksheets\":[]}", "format 3")]
    [InlineData("x.dib", "#!meta\n{broken", "The #!meta block is not valid JSON")]
    [InlineData("x.dib", "#!http\n\nGET http://x\n", "the language 'http', which this kernel does not have")]
    [InlineData("x.exe", "", "files that end in '.exe' are of no language")]
    public async Task File_that_is_no_notebook_is_refused_with_the_reason(string name, string content, string reason) =>
        Assert.Contains(reason, (await kernel.Client.RunAsync($"#!import {Write(name, content)}")).Error.Value, StringComparison.Ordinal);

    [Fact]
    public async Task Import_stops_at_an_interrupt()
    {
        var file = Write("long.dib", "#!csharp\n\nvar reached = 1;\nwhile (true) { }\n\n#!csharp\n\nreached = 2;\n");
        var run = await kernel.Client.RunInterruptedAsync($"#!import {file}\nreached = 3;");

        Assert.Contains(run.Outputs, output => output.Type == "error" && output.Content.GetProperty("ename").GetString() == "KeyboardInterrupt");
        Assert.Equal("1", (await kernel.Client.RunAsync("reached")).Result);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
