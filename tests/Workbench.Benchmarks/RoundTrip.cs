using System.Diagnostics;
using Workbench.Benchmarks.Kernels;

namespace Workbench.Benchmarks;

/// <summary>
/// A warm <c>1+1</c>: browser protocol, server, supervisor, kernel and back, turn by turn with ipykernel through the same server and
/// with our kernel asked directly over its own sockets, which tells what the way through the server adds.
/// </summary>
public static class RoundTrip
{
    private const int WarmUp = 50;
    private const int Measured = 200;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench)
    {
        using var client = await workbench.SignInAsync("researcher");
        var csharp = await client.StartKernelAsync(".net-csharp");
        var python = await client.StartKernelAsync("python3");
        await using var direct = await DirectKernel.StartAsync(KernelProgram.Ours(workbench.Root, "csharp"));
        var (ours, peers, alone) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            var (mine, peer, own) = (await TimeAsync(csharp.RunAsync), await TimeAsync(python.RunAsync), await TimeAsync(code => direct.RunAsync(code)));
            if (i >= WarmUp)
            {
                ours.Add(mine);
                peers.Add(peer);
                alone.Add(own);
            }
        }

        await client.StopKernelAsync(csharp);
        await client.StopKernelAsync(python);
        return
        [
            Figure.Of("roundtrip", "warm 1+1, C#", "ms", ours, "ipykernel, same server and sandbox", peers),
            Figure.Of("roundtrip", "the same against the kernel asked directly", "ms", ours, "our kernel, a direct client", alone),
            Figure.Of("roundtrip", "what the way through the server adds", "ms", [.. ours.Zip(alone, static (through, own) => through - own)]),
        ];
    }

    private static async Task<double> TimeAsync(Func<string, Task<string>> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run("1+1");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
