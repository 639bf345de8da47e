namespace Workbench.Kernel.Tests.Languages;

public sealed class FSharpInterruptTests(FSharpKernel kernel) : IClassFixture<FSharpKernel>
{
    [Theory]
    [InlineData("while true do ()")]
    [InlineData("let mutable i = 0\nwhile true do\n    i <- i + 1")]
    [InlineData("for i in Seq.initInfinite id do ignore i")]
    [InlineData("for i = 0 to Int32.MaxValue do\n    for j = 0 to Int32.MaxValue do ()")]
    [InlineData("Seq.initInfinite id |> Seq.map (fun x -> float x) |> Seq.sum")]
    [InlineData("seq { while true do yield 1 } |> Seq.length")]
    [InlineData("let rec spin x = spin (x + 1)\nspin 0")]
    [InlineData("let rec fib n = if n < 2 then n else fib (n - 1) + fib (n - 2)\nfib 60")]
    [InlineData("System.Threading.Thread.Sleep System.Threading.Timeout.Infinite")]
    [InlineData("Async.Sleep 100000 |> Async.RunSynchronously")]
    [InlineData("async { while true do () } |> Async.RunSynchronously")]
    [InlineData("let rec loop () = async { return! loop () }\nloop () |> Async.RunSynchronously")]
    [InlineData("(task { do! System.Threading.Tasks.Task.Delay 100000 }).Wait()")]
    [InlineData("task { while true do () } |> fun t -> t.Wait()")]
    [InlineData("System.Threading.Tasks.Task.Run(fun () -> while true do ()).Wait()")]
    [InlineData("open MathNet.Numerics.LinearAlgebra\nlet m = Matrix<float>.Build.Dense(60, 60, 0.01)\nlet mutable p = m\nwhile true do p <- p * m")]
    [InlineData("type Spinner() =\n    member _.Turn = while true do ()\nSpinner().Turn")]
    [InlineData("let f = function\n        | 0 -> 1\n        | n -> n\nwhile true do f 1 |> ignore")]
    [InlineData("try\n    while true do ()\nwith _ -> ()\nwhile true do ()")]
    [InlineData("Array.Parallel.init 100000000 (fun i -> sin (float i)) |> Array.sum |> ignore\nwhile true do ()")]
    [InlineData("lock (obj ()) (fun () -> System.Threading.Thread.Sleep 100000)")]
    [InlineData("System.Diagnostics.Process.Start(\"sleep\", \"30\").WaitForExit()")]
    public async Task Interrupt_stops_the_cell_and_keeps_the_state(string code)
    {
        await kernel.Client.RunInAsync("fsharp", "let survivor = 42");

        var run = await kernel.Client.RunInterruptedAsync("fsharp", "printf \"started\"\n" + code);

        Assert.Equal("error", run.Status);
        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("42", (await kernel.Client.RunInAsync("fsharp", "survivor")).Result);
    }
}
