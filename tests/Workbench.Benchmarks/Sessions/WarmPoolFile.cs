using System.Text.Json;

namespace Workbench.Benchmarks.Sessions;

/// <summary>Sets how many kernels a running Workbench keeps warm, and waits until they are.</summary>
internal sealed class WarmPoolFile(RunningWorkbench workbench)
{
    private string RecordFolder => Path.Combine(workbench.Data, "run", "sessions");

    public void Set(string kernel, int count) => File.WriteAllText(
        Path.Combine(workbench.Data, "run", "warm.json"),
        JsonSerializer.Serialize(new { slots = new[] { new { kernel, count, profile = "medium" } }, leastFreeMemoryMib = 512, quietMilliseconds = 250 }));

    /// <summary>Waits until a slot has been there for a moment: its kernel gives memory back 1.5 s after its start.</summary>
    /// <returns>The slot's id.</returns>
    public async Task<string> ReadyAsync()
    {
        while (true)
        {
            if (Slots() is [var slot, ..] && IsWarm(slot))
            {
                await Task.Delay(TimeSpan.FromSeconds(2));
                return slot;
            }

            await Task.Delay(50);
        }
    }

    public async Task NoneAsync()
    {
        while (Slots().Count > 0)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Its kernel has left the lowest priority: the launcher has seen it warm.</summary>
    private bool IsWarm(string slot)
    {
        var supervisor = HostProcesses.Naming(Path.Combine(workbench.Data, "sessions", slot)).Where(pid => HostProcesses.NameOf(pid) == "Workbench.Super").ToList();
        return supervisor is [var pid] && HostProcesses.Tree(pid) is { Count: >= 4 } tree && !tree.Any(HostProcesses.IsLow);
    }

    private List<string> Slots() =>
    [
        .. Directory.EnumerateFiles(RecordFolder, "*.json").Select(File.ReadAllText).Select(text => JsonDocument.Parse(text).RootElement)
            .Where(record => record.GetProperty("warm").GetBoolean())
            .Select(record => record.GetProperty("order").GetProperty("session").GetString()!),
    ];
}
