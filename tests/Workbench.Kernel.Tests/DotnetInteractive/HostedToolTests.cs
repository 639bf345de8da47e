using System.Text.Json;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.DotnetInteractive;

/// <summary>The original tool by its stdio mode, behind our Jupyter face.</summary>
public sealed class HostedToolTests : IAsyncLifetime
{
    private readonly ToolFolder tool = new();
    private KernelProcess? process;
    private KernelClient client = null!;

    public async Task InitializeAsync() => (process, client) = await KernelProcess.StartAsync("ipc", tool.Environment, "--host", "dotnet-interactive");

    public async Task DisposeAsync()
    {
        await client.DisposeAsync();
        await process!.DisposeAsync();
        tool.Dispose();
    }

    [Fact]
    public async Task Interrupt_of_what_awaits_stops_it_and_the_next_cell_runs()
    {
        var run = await client.RunInterruptedAsync("csharp", "await Task.Delay(1000000);");

        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("2", (await client.RunAsync("1 + 1")).Result);
    }

    [Fact]
    public async Task Interrupt_of_what_does_not_stop_says_so()
    {
        var run = await client.RunInterruptedAsync("csharp", "while (true) { }");
        Assert.Contains("still runs", run.Error.Value, StringComparison.Ordinal);
        Assert.Contains("Restart the kernel", run.Error.Traceback[^1], StringComparison.Ordinal);

        Assert.Contains("still runs", (await client.RunAsync("1 + 1")).Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tool_that_dies_is_told_of_and_started_anew()
    {
        var (name, value, words) = (await client.RunAsync("Environment.Exit(3);")).Error;

        Assert.Equal("KernelDied", name);
        Assert.Contains("ended with code 3", value, StringComparison.Ordinal);
        Assert.Contains("the last words", words);
        Assert.Equal("2", (await client.RunAsync("1 + 1")).Result);
    }

    [Fact]
    public async Task Editor_asks_the_tool()
    {
        var complete = await client.AskAsync("complete_request", new { code = "1;\nConsole.Wri", cursor_pos = 14 });
        Assert.Equal(["Write", "WriteLine"], complete.GetProperty("matches").EnumerateArray().Select(one => one.GetString()!));
        Assert.Equal(11, complete.GetProperty("cursor_start").GetInt32());

        var inspect = await client.AskAsync("inspect_request", new { code = "1;\nConsole", cursor_pos = 6, detail_level = 0 });
        Assert.Equal("line 1", inspect.GetProperty("data").GetProperty("text/markdown").GetString());

        var sign = await client.AskAsync("workbench_signature_request", new { code = "Math.Max(1, ", cursor_pos = 12 });
        Assert.Contains("int Math.Max(int a, int b)", sign.GetRawText(), StringComparison.Ordinal);

        var variables = await client.AskAsync("workbench_variables_request", new { });
        Assert.Contains("kept", variables.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Languages_are_the_tools_and_those_that_come_later()
    {
        Assert.Equal(["csharp", "fsharp", "pwsh"], await LanguagesAsync());

        await client.RunAsync("#!connect named-pipe --kernel-name later");
        Assert.Equal(["csharp", "fsharp", "pwsh", "later"], await LanguagesAsync());
    }

    private async Task<string[]> LanguagesAsync() =>
        [.. (await client.AskAsync("kernel_info_request", new { })).GetProperty("workbench").GetProperty("languages").EnumerateArray().Select(static one => one.GetProperty("name").GetString()!)];
}
