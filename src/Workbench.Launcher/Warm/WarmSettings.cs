using System.Text.Json;
using System.Text.Json.Serialization;
using Workbench.Protocol.Launching;

namespace Workbench.Launcher.Warm;

/// <summary>How many kernels are kept warm: DATA/run/warm.json, which only root can write. Without the file there are none.</summary>
/// <param name="Slots">What to keep; at most one entry for a pair of kernel and profile.</param>
/// <param name="LeastFreeMemoryMib">No slot is made while the host has less memory available than this, in MiB.</param>
/// <param name="QuietMilliseconds">How long after the last start of a session a slot may be made at the earliest.</param>
internal sealed record WarmSettings(IReadOnlyList<WarmSettings.Slot> Slots, int LeastFreeMemoryMib = 2048, int QuietMilliseconds = 3000)
{
    private const int MostSlots = 64;

    /// <param name="Kernel">Name of a spec, such as <c>.net-csharp</c>.</param>
    /// <param name="Count">How many wait at the same time.</param>
    /// <param name="Profile">Name of a resource profile; a session of another one starts cold.</param>
    internal sealed record Slot(string Kernel, int Count, string Profile = ResourceProfile.Default);

    public static WarmSettings None { get; } = new([]);

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "run", "warm.json");

    /// <exception cref="InvalidDataException">The file makes no sense.</exception>
    public static WarmSettings Read(string path)
    {
        try
        {
            var settings = File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), WarmSettingsJson.Default.WarmSettings) ?? None : None;
            return settings.Objection() is { } objection ? throw new InvalidDataException($"{path}: {objection}") : settings;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no list of warm kernels. Mend or remove it; without it none is kept.", error);
        }
    }

    private string? Objection() => this switch
    {
        { Slots: null } => "slots is missing.",
        { LeastFreeMemoryMib: < 0 } or { QuietMilliseconds: < 0 } => "leastFreeMemoryMib and quietMilliseconds cannot be below 0.",
        _ when Slots.Any(slot => slot.Count < 0) || Slots.Sum(slot => (long)slot.Count) > MostSlots => $"all counts together must be from 0 to {MostSlots}.",
        _ when Slots.FirstOrDefault(slot => !KernelSpecs.TryFind(slot.Kernel ?? "", out _)) is { } slot => $"there is no kernel {slot.Kernel}.",
        _ when Slots.FirstOrDefault(slot => ResourceProfile.Defaults.All(profile => profile.Name != slot.Profile)) is { } slot => $"there is no resource profile {slot.Profile}.",
        _ when Slots.DistinctBy(slot => (slot.Kernel, slot.Profile)).Count() != Slots.Count => "a pair of kernel and profile stands there twice.",
        _ => null,
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(WarmSettings))]
internal sealed partial class WarmSettingsJson : JsonSerializerContext;
