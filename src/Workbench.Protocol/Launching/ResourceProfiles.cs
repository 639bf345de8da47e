using System.Text.Json;

namespace Workbench.Protocol.Launching;

/// <summary>The three resource profiles as this installation has them, in a file that only the launcher writes.</summary>
/// <param name="path">DATA/run/profiles.json; when it is not there the defaults hold.</param>
public sealed class ResourceProfiles(string path)
{
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "run", "profiles.json");

    /// <summary>All profiles, smallest first.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or holds an impossible amount: nothing is started until it is mended.</exception>
    public IReadOnlyList<ResourceProfile> All()
    {
        if (!File.Exists(path))
        {
            return ResourceProfile.Defaults;
        }

        try
        {
            var profiles = JsonSerializer.Deserialize(File.ReadAllBytes(path), LauncherJson.Default.IReadOnlyListResourceProfile) ?? [];
            return Objection(profiles) is { } objection ? throw new InvalidDataException($"{path}: {objection}") : profiles;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is not a list of resource profiles. Mend or remove it; without it the defaults hold.", error);
        }
    }

    public ResourceProfile? Find(string name) => All().FirstOrDefault(profile => profile.Name == name);

    /// <summary>Replaces all three in one step; sessions that run keep what they were started with.</summary>
    /// <returns>Null, or why they were not accepted.</returns>
    public string? Set(IReadOnlyList<ResourceProfile> profiles)
    {
        if (Objection(profiles) is { } objection)
        {
            return objection;
        }

        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, profiles, LauncherJson.Default.IReadOnlyListResourceProfile);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
        return null;
    }

    private static string? Objection(IReadOnlyList<ResourceProfile> profiles) =>
        profiles.Select(profile => profile.Name).SequenceEqual(ResourceProfile.Defaults.Select(profile => profile.Name))
            ? profiles.Select(profile => profile.Objection()).FirstOrDefault(objection => objection is not null)
            : "All three profiles are needed, in the order small, medium, large.";
}
