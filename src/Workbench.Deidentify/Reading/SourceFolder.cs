using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Reading;

/// <summary>The folder of one source in the raw store: <c>DATA/raw/sources/SOURCE</c>. Nothing outside of it is read.</summary>
public sealed class SourceFolder
{
    private readonly string folder;

    private SourceFolder(string folder, SourceDefinition definition) => (this.folder, Definition) = (folder, definition);

    /// <summary>What <c>source.yaml</c> declares.</summary>
    public SourceDefinition Definition { get; }

    /// <summary>Finds a source and reads its rules.</summary>
    /// <param name="sources">The folder of all sources.</param>
    /// <param name="name">Name of the source.</param>
    /// <param name="source">The source, when the result is empty.</param>
    public static IReadOnlyList<SourceRefusal> Open(string sources, string name, out SourceFolder? source)
    {
        source = null;
        var folder = Path.Combine(sources, name);
        if (!SnapshotStore.IsName(name) || !Directory.Exists(folder))
        {
            return [new SourceRefusal("source-missing", "The raw store has no source of that name.", $"Put it into the folder \"{(SnapshotStore.IsName(name) ? name : "NAME")}\" of the raw store's sources.")];
        }

        var rules = Path.Combine(folder, YamlProblems.FileName);
        if (!File.Exists(rules))
        {
            return [new SourceRefusal("rules-missing", "The source has no rules.", "Write them into source.yaml beside the tables.") { File = YamlProblems.FileName }];
        }

        var problems = SourceYaml.Read(name, File.ReadAllBytes(rules), out var definition);
        if (definition is not null)
        {
            source = new SourceFolder(folder, definition);
        }

        return problems;
    }

    /// <summary>Size of a raw file in bytes, 0 when it is not there.</summary>
    public long Size(string file) => new FileInfo(Path.Combine(folder, file)) is { Exists: true } found ? found.Length : 0;

    /// <summary>Full path of a folder or file of the source; a link may not lead out of it.</summary>
    /// <param name="path">Within the source, with forward slashes.</param>
    /// <param name="full">The path on this host, when the result is null.</param>
    public SourceRefusal? Find(string path, out string full)
    {
        full = folder;
        foreach (var part in path.Split('/'))
        {
            full = Path.Combine(full, part);
            if (new FileInfo(full).LinkTarget is not null)
            {
                return new SourceRefusal("file-missing", "The path is a link.", "Put the folder or file itself into the source.") { File = path };
            }
        }

        return Path.Exists(full) ? null : new SourceRefusal("file-missing", "The path is not there.", "Deliver it, or take it out of source.yaml.") { File = path };
    }

    /// <summary>Full path of the queue of images that wait for a person.</summary>
    public string ReviewPath => Path.Combine(folder, ImagesDefinition.ReviewFile);

    /// <summary>Full path of the report of the last build's images.</summary>
    public string ReportPath => Path.Combine(folder, ImagesDefinition.ReportFile);

    /// <summary>Opens a file of rows for reading, .csv or .parquet.</summary>
    public SourceRefusal? OpenFile(string file, char delimiter, out RawTableReader? reader)
    {
        var refusal = OpenTable(file, out reader, out var stream);
        reader ??= stream is null ? null : new CsvReader(stream, file, delimiter);
        return refusal;
    }

    /// <summary>Opens a raw file for reading.</summary>
    /// <param name="reader">Reads the file, when it has one way through it.</param>
    /// <param name="csv">The file itself, when it is CSV.</param>
    public SourceRefusal? OpenTable(string file, out RawTableReader? reader, out Stream? csv)
    {
        (reader, csv) = (null, null);
        var path = folder;
        foreach (var part in file.Split('/'))
        {
            path = Path.Combine(path, part);
            // A link could lead out of the source, to another provider's data.
            if (new FileInfo(path).LinkTarget is not null)
            {
                return new SourceRefusal("file-missing", "The file is a link.", "Put the file itself into the source.") { File = file };
            }
        }

        if (!File.Exists(path))
        {
            return new SourceRefusal("file-missing", "The file is not there.", "Deliver it, or take it out of source.yaml.") { File = file };
        }

        try
        {
            if (file.EndsWith(".parquet", StringComparison.Ordinal))
            {
                reader = new ParquetReader(path, file);
            }
            else
            {
                csv = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            }

            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return new SourceRefusal("file-missing", "The file may not be read.", "Let the raw side's user read it.") { File = file };
        }
    }
}
