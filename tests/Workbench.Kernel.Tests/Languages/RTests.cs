using Workbench.Compatibility;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Languages;

public sealed class RTests(RKernel kernel) : IClassFixture<RKernel>
{
    [Fact]
    public async Task Cell_prints_and_shows_its_values()
    {
        var run = await kernel.Client.RunInAsync("r", "cat('out\\n')\nx <- c(1, 2)\nmean(x)");

        Assert.Equal("ok", run.Status);
        Assert.Equal("out\n", run.Printed);
        Assert.Equal("[1] 1.5", CellRun.Data(Assert.Single(run.Displays()), "text/plain"));
    }

    [Fact]
    public async Task Error_is_rs_own()
    {
        var run = await kernel.Client.RunInAsync("r", "stop('oh')");

        Assert.Equal("error", run.Status);
        Assert.Contains("oh", run.Error.Value, StringComparison.Ordinal);
    }

    public static TheoryData<string> EndlessCode => new(InterruptWorkloads.In("r"));

    [Theory]
    [MemberData(nameof(EndlessCode))]
    public async Task Interrupt_stops_the_cell_and_keeps_the_state(string code)
    {
        await kernel.Client.RunInAsync("r", "survivor <- 42");

        var run = await kernel.Client.RunInterruptedAsync("r", "cat('started\\n'); flush.console()\n" + code);

        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("[1] 42", CellRun.Data(Assert.Single((await kernel.Client.RunInAsync("r", "survivor")).Displays()), "text/plain"));
    }

    [Fact]
    public async Task Death_is_reported_and_the_next_cell_starts_anew()
    {
        var run = await kernel.Client.RunInAsync("r", "tools::pskill(Sys.getpid(), 9)\nSys.sleep(5)");

        Assert.Equal("KernelDied", run.Error.Name);
        Assert.Equal("ok", (await kernel.Client.RunInAsync("r", "1")).Status);
    }

    [Fact]
    public async Task Signature_of_the_open_call_comes_from_the_child()
    {
        await kernel.Client.RunInAsync("r", "scaled <- function(x, shift = c(0, 1), ...) x");

        var reply = await kernel.Client.AskAsync("workbench_signature_request", new { code = "scaled(1, ", cursor_pos = 10 }, KernelClient.LanguageMetadata("r"));

        Assert.Equal("scaled(x, shift, ...)", reply.GetProperty("signatures")[0].GetProperty("label").GetString());
        Assert.Equal(1, reply.GetProperty("active_parameter").GetInt32());
    }
}
