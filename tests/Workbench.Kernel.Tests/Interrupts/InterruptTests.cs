using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Interrupts;

[Collection(SharedKernelTests.Name)]
public sealed class InterruptTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("do ; while (true);")]
    [InlineData("for (;;) { try { Thread.Sleep(5); } catch { } }")]
    [InlineData("again: Thread.Yield(); goto again;")]
    [InlineData("foreach (var i in Enumerable.Repeat(1, int.MaxValue)) ;")]
    [InlineData("Enumerable.Repeat(1, int.MaxValue).Select(i => (double)i).Sum()")]
    [InlineData("Enumerable.Range(0, int.MaxValue).AsParallel().Select(i => Math.Sqrt(i)).Sum()")]
    [InlineData("Parallel.For(0, int.MaxValue, i => { Math.Sqrt(i); });")]
    [InlineData("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); Fib(60)")]
    [InlineData("Func<int> spin = () => { while (true) { } }; spin()")]
    [InlineData("class Spinner { public int Turn { get { while (true) { } } } }\nnew Spinner().Turn")]
    [InlineData("var m = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(60, 60, 0.01); while (true) m = m * m;")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("new ManualResetEventSlim().Wait();")]
    [InlineData("Task.Run(() => Thread.Sleep(Timeout.Infinite)).Wait();")]
    [InlineData("await Task.Run(async () => { await Task.Delay(1); Thread.Sleep(Timeout.Infinite); });")]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("await Task.Delay(Timeout.Infinite, KernelInvocationContext.Current.CancellationToken);")]
    [InlineData("await new TaskCompletionSource().Task;")]
    [InlineData("async Task Spin() { await Task.Yield(); while (true) { } } await Spin();")]
    [InlineData("var gate = new object(); lock (gate) { Monitor.Wait(gate); }")]
    [InlineData("System.Diagnostics.Process.Start(\"sleep\", \"30\").WaitForExit();")]
    public async Task Interrupt_stops_the_cell_and_keeps_the_state(string code)
    {
        await kernel.Client.RunAsync("var survivor = 42;");

        var run = await kernel.Client.RunInterruptedAsync("var halfway = 7;\n" + code);

        Assert.Equal("error", run.Status);
        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("49", (await kernel.Client.RunAsync("survivor + halfway")).Result);
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
