using System.Diagnostics;

namespace Workbench.Benchmarks;

/// <summary>A warm <c>1+1</c>: browser protocol, server, supervisor, kernel and back, turn by turn with ipykernel.</summary>
public static class RoundTrip
{
    private const int WarmUp = 50;
    private const int Measured = 200;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench)
    {
        using var client = await workbench.SignInAsync("researcher");
        var csharp = await client.StartKernelAsync(".net-csharp");
        var python = await client.StartKernelAsync("python3");
        var (ours, peers) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            var (mine, peer) = (await TimeAsync(csharp), await TimeAsync(python));
            if (i >= WarmUp)
            {
                ours.Add(mine);
                peers.Add(peer);
            }
        }

        await client.StopKernelAsync(csharp);
        await client.StopKernelAsync(python);
        return [Figure.Of("roundtrip", "warm 1+1, C#", "ms", ours, "ipykernel, same server and sandbox", peers)];
    }

    private static async Task<double> TimeAsync(KernelChannels kernel)
    {
        var start = Stopwatch.GetTimestamp();
        await kernel.RunAsync("1+1");
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
