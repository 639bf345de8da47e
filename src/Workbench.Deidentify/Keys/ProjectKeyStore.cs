using System.Globalization;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Keys;

/// <summary>
/// The keys of the projects: <c>DATA/raw/keys/PROJECT.PURPOSE.GENERATION.key</c>. A key is made when the first snapshot of a project and
/// purpose is built. Rotation adds a generation and leaves the earlier ones: with them a withdrawn patient is found in earlier
/// versions, and a pseudonym of them can be traced back. Losing a key ends both, and later snapshots have other pseudonyms.
/// </summary>
public sealed class ProjectKeyStore(string folder)
{
    private const string Ending = ".key";

    /// <summary>Opens the newest generation, or makes the first.</summary>
    /// <param name="key">The key, when the result is null.</param>
    public SourceRefusal? Open(KeyName name, out ProjectKey? key)
    {
        key = null;
        if (Check(name) is { } unusable)
        {
            return unusable;
        }

        if (Generations(name) is [.., var newest])
        {
            return Open(name, newest, out key);
        }

        KeyFile.Create(PathOf(name, 1));
        return Open(name, 1, out key);
    }

    /// <summary>Opens one generation, which has to be there.</summary>
    /// <param name="key">The key, when the result is null.</param>
    public SourceRefusal? Open(KeyName name, int generation, out ProjectKey? key)
    {
        key = null;
        if (Check(name) is { } unusable)
        {
            return unusable;
        }

        var path = PathOf(name, generation);
        if (!File.Exists(path))
        {
            return KeyFile.Unusable($"Generation {generation} of the project's key is not there.", "Restore it from the backup.");
        }

        if (KeyFile.Read(path, out var bytes) is { } refusal)
        {
            return refusal;
        }

        key = new ProjectKey(name, generation, new PatientKeys(bytes));
        return null;
    }

    /// <summary>Makes the next generation; from then on snapshots are built with it.</summary>
    /// <param name="generation">Its number, when the result is null.</param>
    public SourceRefusal? Rotate(KeyName name, out int generation)
    {
        generation = 0;
        if (Check(name) is { } unusable)
        {
            return unusable;
        }

        if (Generations(name) is not [.., var newest])
        {
            return KeyFile.Unusable("The project has no key for this purpose yet.", "Nothing has to be replaced: the first snapshot makes the key.");
        }

        generation = newest + 1;
        return KeyFile.Create(PathOf(name, generation))
            ? null
            : KeyFile.Unusable("Somebody else rotates this key at this moment.", "Look at what they did before repeating it.");
    }

    /// <summary>The generations that are there, ascending; empty before the first snapshot.</summary>
    public IReadOnlyList<int> Generations(KeyName name)
    {
        if (!name.IsUsable || !Directory.Exists(folder))
        {
            return [];
        }

        Adopt(name);
        var start = $"{name.Project}.{name.Purpose}.";
        return [.. Directory.EnumerateFiles(folder, $"{start}*{Ending}")
            .Select(path => Path.GetFileName(path)[start.Length..^Ending.Length])
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0).Order()];
    }

    /// <summary>Every key of every project, by name and generation.</summary>
    public IReadOnlyList<(KeyName Name, int Generation)> All()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        // A key of the time before purposes has no dot in its name yet; asking for its generations gives it one.
        var names = Directory.EnumerateFiles(folder, "*" + Ending).Select(path => Path.GetFileName(path).Split('.')).Select(parts => parts switch
        {
            [var project, "key"] when project.StartsWith(Workbench.Governance.Projects.ProjectId.Prefix, StringComparison.Ordinal) => new KeyName(project, Workbench.Governance.Orders.Order.DefaultPurpose),
            [var project, var purpose, _, "key"] => new KeyName(project, purpose),
            _ => null,
        });
        return [.. names.OfType<KeyName>().Distinct().ToList().SelectMany(name => Generations(name).Select(generation => (name, generation)))];
    }

    private static SourceRefusal? Check(KeyName name) => name.IsUsable
        ? null
        : KeyFile.Unusable("The project's id or the purpose cannot name a key file.", "Use an order of a project whose id has only letters, digits, - and _.");

    /// <summary>Before keys had purposes and generations there was one a project: it is the first for research.</summary>
    private void Adopt(KeyName name)
    {
        var former = Path.Combine(folder, name.Project + Ending);
        if (name.Purpose != Workbench.Governance.Orders.Order.DefaultPurpose || !File.Exists(former))
        {
            return;
        }

        try
        {
            File.Move(former, PathOf(name, 1), overwrite: false);
        }
        catch (FileNotFoundException)
        {
            // Another process moved it first.
        }
    }

    private string PathOf(KeyName name, int generation) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name.Project}.{name.Purpose}.{generation}{Ending}"));
}
