using System.Text;

namespace Workbench.Deidentify.Demo;

/// <summary>One raw source of the demo, in memory.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="Tables">Its tables by name.</param>
/// <param name="People">Everybody in it.</param>
public sealed record DemoSource(
    string Name,
    IReadOnlyList<(string Name, DemoTable Table)> Tables,
    IReadOnlyList<DemoPerson> People)
{
    /// <summary>Further files, such as images, by their path within the source; made one by one as they are read.</summary>
    public IEnumerable<(string Path, byte[] Content)> Files { get; init; } = [];

    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Writes the source with its rules into a folder of sources, whole or not at all. One that is there already stays as it is.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Write(string sources)
    {
        var target = Path.Combine(sources, Name);
        if (Directory.Exists(target))
        {
            return false;
        }

        var draft = Path.Combine(sources, $".new-{Name}");
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft, OwnerFolder);
        foreach (var (name, table) in Tables)
        {
            WriteFile(Path.Combine(draft, $"{name}.csv"), table.ToCsv());
        }

        foreach (var (path, content) in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(draft, path))!, OwnerFolder);
            WriteFile(Path.Combine(draft, path), content);
        }

        WriteFile(Path.Combine(draft, "source.yaml"), Rules());
        Directory.Move(draft, target);
        return true;
    }

    private static void WriteFile(string path, string text) => WriteFile(path, Encoding.UTF8.GetBytes(text));

    private static void WriteFile(string path, byte[] content)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerFile });
        file.Write(content);
    }

    private string Rules()
    {
        using var stream = typeof(DemoSource).Assembly.GetManifestResourceStream($"demo/{Name}.yaml")
            ?? throw new InvalidOperationException($"The program lacks the rules of the demo source {Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
