namespace Workbench.Benchmarks.Sessions;

/// <summary>Sessions: how fast they start, how many there can be, what they cost, and what becomes of the server when they are many or wild.</summary>
public static class SessionBenchmark
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench, SessionOptions options)
    {
        using var client = await workbench.SignInAsync("researcher");
        var figures = new List<Figure>();
        if (options.Does("warm") || options.Does("peer"))
        {
            await using var peer = await JupyterPeer.StartAsync();
            await AddAsync("warm", () => StartFigures.MeasureAsync(workbench, client, peer));
            await AddAsync("peer", () => RoundTripFigures.MeasureAsync(workbench, client, peer));
        }

        await AddAsync("floods", () => FloodFigures.MeasureAsync(workbench, client));
        await AddAsync("churn", () => ChurnFigures.MeasureAsync(workbench, client, options.Churn));
        await AddAsync("many", () => ManyFigures.MeasureAsync(workbench, client, TimeSpan.FromMinutes(options.Minutes)));
        return figures;

        async Task AddAsync(string part, Func<Task<IReadOnlyList<Figure>>> measure)
        {
            if (options.Does(part))
            {
                Console.Error.WriteLine($"Measuring: sessions, {part}");
                figures.AddRange(await measure());
            }
        }
    }
}
