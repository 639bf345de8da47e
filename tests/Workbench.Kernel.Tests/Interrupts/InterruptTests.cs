using Workbench.Compatibility;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Interrupts;

[Collection(SharedKernelTests.Name)]
public sealed class InterruptTests(SharedKernel kernel)
{
    public static TheoryData<string> EndlessCode => new(InterruptWorkloads.In("csharp"));

    [Theory]
    [MemberData(nameof(EndlessCode))]
    public async Task Interrupt_stops_the_cell_and_keeps_the_state(string code)
    {
        await kernel.Client.RunAsync("var survivor = 42;");

        var run = await kernel.Client.RunInterruptedAsync("var halfway = 7;\n" + code);

        Assert.Equal("error", run.Status);
        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("49", (await kernel.Client.RunAsync("survivor + halfway")).Result);
    }

    [Theory]
    [InlineData("System.Numerics.BigInteger.Pow(3, 300_000_000).IsEven")]
    [InlineData("var m = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(3000, 3000, 0.5); (m * m)[0, 0]")]
    public async Task Interrupt_of_library_code_says_that_it_goes_on_and_a_second_one_stops_it_or_ends_the_kernel(string code)
    {
        var (process, client) = await KernelProcess.StartAsync();
        await using var ended = process;
        await using var closed = client;
        await client.RunAsync("var survivor = 42;");
        var id = await client.BeginAsync(code);
        await Task.Delay(300);
        await client.SendAsync(client.Control, "interrupt_request", new { });
        await Task.Delay(1500);
        await client.SendAsync(client.Control, "interrupt_request", new { });
        try
        {
            var run = await client.EndAsync(id);

            Assert.Contains("Still running", run.Stream("stderr"), StringComparison.Ordinal);
            Assert.Equal("KeyboardInterrupt", run.Error.Name);
            Assert.Equal("42", (await client.RunAsync("survivor")).Result);
        }
        catch (Protocol.Zmtp.ZmtpException)
        {
            // The rare case that the notice speaks of.
            Assert.NotEqual(0, await process.ExitAsync());
        }
    }

    [Fact]
    public async Task Interrupt_of_a_cell_that_ends_by_itself_is_no_false_cancel()
    {
        var run = await kernel.Client.RunInterruptedAsync("try { Thread.Sleep(Timeout.Infinite); } catch (ThreadInterruptedException) { }\n\"cleaned up\"");

        Assert.Equal("ok", run.Status);
        Assert.Equal("cleaned up", run.Result);
    }

    [Fact]
    public async Task Interrupt_while_awaiting_keeps_the_rest_of_the_cell_from_running()
    {
        await kernel.Client.RunAsync("var source = new TaskCompletionSource(); var reached = false;");
        await kernel.Client.RunInterruptedAsync("await source.Task;\nreached = true;");

        Assert.Equal("False", (await kernel.Client.RunAsync("source.SetResult(); await Task.Delay(50); reached")).Result);
    }

    [Fact]
    public async Task Interrupt_leaves_background_work_of_earlier_cells_alone()
    {
        await kernel.Client.RunAsync("long ticks = 0; var stopTicking = false;\nvar background = Task.Run(() => { while (!stopTicking) { ticks++; Thread.Sleep(1); } });");
        await kernel.Client.RunInterruptedAsync("while (true) { }");

        var run = await kernel.Client.RunAsync("var seen = ticks; await Task.Delay(100); var went = ticks > seen; stopTicking = true; await background; went");

        Assert.Equal("True", run.Result);
    }

    [Fact]
    public async Task Interrupt_while_nothing_runs_changes_nothing()
    {
        var id = await kernel.Client.SendAsync(kernel.Client.Control, "interrupt_request", new { });

        Assert.Equal("ok", (await kernel.Client.ReplyAsync(kernel.Client.Control, id)).GetProperty("status").GetString());
        Assert.Equal("2", (await kernel.Client.RunAsync("Thread.Sleep(60); 1+1")).Result);
    }
}
