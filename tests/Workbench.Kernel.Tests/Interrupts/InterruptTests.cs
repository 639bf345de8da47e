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
    [InlineData("class Endless { public int Here { get => There(); } int There() { while (true) { } } }\nnew Endless().Here")]
    [InlineData("var ml = new MLContext(1);\nwhile (true) ml.Data.LoadFromEnumerable(new[] { new { X = 1f } }).Preview();")]
    [InlineData("while (true) new string('a', 100).Replace(\"a\", \"b\");")]
    [InlineData("while (true) { try { throw new Exception(); } catch { } }")]
    [InlineData("while (true) { try { } finally { Thread.Sleep(1); } }")]
    [InlineData("var lists = new List<byte[]>();\nwhile (true) { lists.Add(new byte[1000]); if (lists.Count > 1000) lists.Clear(); }")]
    [InlineData("while (true) Console.Write(\".\");")]
    [InlineData("while (true) System.Text.Json.JsonSerializer.Serialize(new { A = 1 });")]
    [InlineData("await foreach (var i in Forever()) ;\nasync IAsyncEnumerable<int> Forever() { while (true) { await Task.Delay(1); yield return 1; } }")]
    [InlineData("var slow = new SemaphoreSlim(0); await slow.WaitAsync();")]
    [InlineData("new System.Threading.Thread(() => { while (true) { } }).Start(); while (true) Thread.Sleep(10);")]
    public async Task Interrupt_stops_the_cell_and_keeps_the_state(string code)
    {
        await kernel.Client.RunAsync("var survivor = 42;");

        var run = await kernel.Client.RunInterruptedAsync("var halfway = 7;\n" + code);

        Assert.Equal("error", run.Status);
        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("49", (await kernel.Client.RunAsync("survivor + halfway")).Result);
    }

    [Theory]
    [InlineData("System.Text.RegularExpressions.Regex.IsMatch(new string('a', 40) + \"b\", \"^(a+)+$\")")]
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
