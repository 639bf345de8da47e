using System.Text.RegularExpressions;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Directives;

[Collection(SharedKernelTests.Name)]
public sealed class MagicTests(SharedKernel kernel)
{
    [Fact]
    public async Task Time_is_told_behind_the_cell()
    {
        var run = await kernel.Client.RunAsync("#!time\n1 + 1");

        Assert.Equal("2", run.Result);
        Assert.Equal("display_data", run.Outputs[^1].Type);
        Assert.Matches(new Regex(@"^Wall time: \d+(\.\d+)?ms$"), CellRun.Data(run.Outputs[^1].Content, "text/plain"));
    }

    [Fact]
    public async Task Lsmagic_lists_every_directive_with_its_parameters()
    {
        var text = CellRun.Data(Assert.Single((await kernel.Client.RunAsync("#!lsmagic")).Displays()), "text/plain")!;

        Assert.All(
            new[] { "#!csharp", "#!fsharp", "#!html", "#!javascript", "#!share", "--from", "#!set", "--byref", "#!value", "--from-url", "#!who", "#!whos", "#!time", "#!lsmagic", "#!about", "#!import", "#!connect", "#r", "#i", "#load" },
            word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain("nuget-restore", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_names_the_kernel_and_its_languages()
    {
        var text = CellRun.Data(Assert.Single((await kernel.Client.RunAsync("#!about")).Displays()), "text/plain");

        Assert.Contains("Kernel: Workbench", text, StringComparison.Ordinal);
        Assert.Contains("C#", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_and_whos_show_the_variables()
    {
        await kernel.Client.RunAsync("var whoNumber = 5; var whoList = new List<int> { 1, 2 }; (int, string) whoPair = (1, \"x\");");

        var names = CellRun.Data(Assert.Single((await kernel.Client.RunAsync("#!who")).Displays()), "text/plain")!;
        Assert.True(names.Contains("whoNumber\t whoList\t whoPair", StringComparison.Ordinal), names);
        var html = CellRun.Data(Assert.Single((await kernel.Client.RunAsync("#!whos")).Displays()), "text/html");
        Assert.StartsWith("<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead>", html, StringComparison.Ordinal);
        Assert.Contains("<tr><td>whoNumber</td><td>System.Int32</td><td>5</td></tr>", html, StringComparison.Ordinal);
        Assert.Contains("<td>System.Collections.Generic.List&lt;System.Int32&gt;</td><td>[ 1, 2 ]</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>whoPair</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_restore_of_old_notebooks_does_nothing() =>
        Assert.Equal("1", (await kernel.Client.RunAsync("#!nuget-restore\n1")).Result);
}
