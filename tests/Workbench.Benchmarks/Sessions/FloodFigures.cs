using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Workbench.Benchmarks.Sessions;

/// <summary>Cells whose output is far too much: what they cost the server, and what somebody else notices meanwhile.</summary>
internal static class FloodFigures
{
    private static readonly (string Name, string Code)[] Floods =
    [
        ("100 MB printed", "var line = new string('x', 999); for (var i = 0; i < 100_000; i++) Console.WriteLine(line);"),
        ("a display of 50 MB", "display(HTML(new string('x', 50_000_000)));"),
        ("10,000 displays", "for (var i = 0; i < 10_000; i++) display(i);"),
    ];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(RunningWorkbench workbench, JupyterServerClient client)
    {
        var figures = new List<Figure>();
        var bystander = await client.StartKernelAsync("python3");
        var quiet = await TurnsAsync(bystander, Task.Delay(TimeSpan.FromSeconds(3)));
        foreach (var (name, code) in Floods)
        {
            // With a notebook, because then the server keeps the outputs for it.
            var kernel = await StartWithNotebookAsync(client);
            await kernel.RunAsync("1+1");
            var before = HostProcesses.Resident(workbench.ServerProcess);
            using var over = new CancellationTokenSource();
            var peak = PeakAsync(workbench.ServerProcess, over.Token);
            var start = Stopwatch.GetTimestamp();
            var flood = kernel.RunAsync(code);
            var meanwhile = await TurnsAsync(bystander, flood);
            await flood;
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await over.CancelAsync();
            figures.Add(Figure.Of("sessions", $"{name}, to the page's last message", "ms", [took]));
            figures.Add(Figure.Of("sessions", $"server's memory, highest during {name}", "MiB", [await peak], "before", [before]));
            figures.Add(Figure.Of("sessions", $"another session's 1+1 during {name}", "ms", meanwhile, "when nothing else goes on", quiet));
            await client.StopKernelAsync(kernel);
        }

        await client.StopKernelAsync(bystander);
        return figures;
    }

    private static async Task<KernelChannels> StartWithNotebookAsync(JupyterServerClient client)
    {
        var path = $"flood-{Guid.CreateVersion7():N}.ipynb";
        using var saved = await client.Http.PutAsJsonAsync($"/api/contents/{path}", new
        {
            type = "notebook",
            format = "json",
            content = new { nbformat = 4, nbformat_minor = 5, metadata = new { kernelspec = new { name = ".net-csharp", display_name = ".NET (C#)" } }, cells = Array.Empty<object>() },
        });
        saved.EnsureSuccessStatusCode();
        using var answer = await client.Http.PostAsJsonAsync("/api/sessions", new { path, type = "notebook", name = path, kernel = new { name = ".net-csharp" } });
        answer.EnsureSuccessStatusCode();
        return await client.OpenAsync((string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["kernel"]!["id"]!);
    }

    private static async Task<List<double>> TurnsAsync(KernelChannels kernel, Task until)
    {
        var times = new List<double>();
        while (!until.IsCompleted || times.Count == 0)
        {
            var start = Stopwatch.GetTimestamp();
            await kernel.RunAsync("1+1");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(20);
        }

        return times;
    }

    private static async Task<double> PeakAsync(int process, CancellationToken over)
    {
        var peak = 0.0;
        while (!over.IsCancellationRequested)
        {
            peak = Math.Max(peak, HostProcesses.Resident(process));
            await Task.WhenAny(Task.Delay(20, over));
        }

        return peak;
    }
}
