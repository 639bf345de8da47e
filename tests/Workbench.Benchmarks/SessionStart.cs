using System.Diagnostics;

namespace Workbench.Benchmarks;

/// <summary>From the request for a kernel to the answer of its first cell, in the sandbox, through the server.</summary>
public static class SessionStart
{
    private const int Starts = 7;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench)
    {
        using var client = await workbench.SignInAsync("researcher");
        var csharp = new List<double>();
        var python = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            csharp.Add(await StartAsync(client, ".net-csharp"));
            python.Add(await StartAsync(client, "python3"));
        }

        return [Figure.Of("session", "cold start to first 1+1, C#", "ms", csharp, "ipykernel, same server and sandbox", python)];
    }

    private static async Task<double> StartAsync(JupyterServerClient client, string kernelSpec)
    {
        var watch = Stopwatch.StartNew();
        var kernel = await client.StartKernelAsync(kernelSpec);
        await kernel.RunAsync("1+1");
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        await client.StopKernelAsync(kernel);
        return milliseconds;
    }
}
