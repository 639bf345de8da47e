using System.Text;
using System.Text.Json.Nodes;
using Workbench.Notebooks.Documents;

namespace Workbench.Notebooks.Contents;

/// <summary>
/// One person's notebooks and files, as the Jupyter contents API shows them. It owns atomicity, versions and conflicts;
/// it knows no HTTP, no person's rights and no kernel. One lock per workspace makes every operation see a settled state:
/// a person's own tabs are the only contenders, so a finer lock would buy nothing.
/// </summary>
public sealed partial class Workspace
{
    private readonly Lock gate = new();
    private readonly WorkspaceFiles files;
    private readonly TimeProvider time;
    private readonly ContentsLimits limits;

    internal Workspace(string root, TimeProvider time, ContentsLimits limits)
    {
        (files, this.time, this.limits) = (new WorkspaceFiles(root), time, limits);
    }

    /// <summary>The model of a path, with or without content and hash.</summary>
    public ContentsOutcome<ContentsModel> Get(ContentsPath path, ContentsQuery query)
    {
        lock (gate)
        {
            if (files.FolderAt(path) is { } folder)
            {
                return query.Type is null or "directory" ? FolderModel(path, folder, query) : Wrong(path, "is a folder");
            }

            if (files.FileAt(path) is not { } file)
            {
                return Missing(path);
            }

            return query.Type == "directory" ? Wrong(path, "is not a folder") : FileModel(path, file, query);
        }
    }

    /// <summary>All notebooks of the workspace, newest first, without content.</summary>
    /// <param name="most">Most models to return.</param>
    public IReadOnlyList<ContentsModel> ListNotebooks(int most)
    {
        lock (gate)
        {
            return [.. Below(ContentsPath.Root).Where(path => path.IsNotebookName)
                .Select(path => (path, file: files.FileAt(path))).Where(found => found.file is not null)
                .OrderByDescending(found => found.file!.LastWriteTimeUtc).Take(most)
                .Select(found => Model(found.path, found.file!, "notebook"))];
        }
    }

    /// <summary>The notebook at a path.</summary>
    public ContentsOutcome<NotebookDocument> ReadNotebook(ContentsPath path)
    {
        lock (gate)
        {
            return files.FileAt(path) is { } file ? Parse(path, file) : Missing(path);
        }
    }

    private ContentsOutcome<ContentsModel> FolderModel(ContentsPath path, DirectoryInfo folder, ContentsQuery query)
    {
        var model = Model(path, folder, "directory");
        if (!query.Content)
        {
            return model;
        }

        var entries = new JsonArray();
        foreach (var child in Children(path).Take(limits.MaxFolderEntries))
        {
            var entry = files.FolderAt(child) is { } inner ? Model(child, inner, "directory")
                : files.FileAt(child) is { } file ? Model(child, file, child.IsNotebookName ? "notebook" : "file") : null;
            if (entry is not null)
            {
                entries.Add(System.Text.Json.JsonSerializer.SerializeToNode(entry));
            }
        }

        return model with { Content = entries, Format = "json" };
    }

    private ContentsOutcome<ContentsModel> FileModel(ContentsPath path, FileInfo file, ContentsQuery query)
    {
        var type = query.Type ?? (path.IsNotebookName ? "notebook" : "file");
        var model = Model(path, file, type);
        if (!query.Content && !query.Hash)
        {
            return model;
        }

        var bytes = File.ReadAllBytes(file.FullName);
        if (query.Hash)
        {
            model = model with { Hash = AuthoredHash(path, file) ?? WorkspaceFiles.Hash(bytes), HashAlgorithm = "sha256" };
        }

        if (!query.Content)
        {
            return model;
        }

        if (type == "notebook")
        {
            return NotebookDocument.TryRead(bytes, out var notebook, out var problem)
                ? model with { Content = notebook.ToWire(), Format = "json", Mimetype = null }
                : new ContentsRefusal(ContentsRefusal.NotANotebook, $"{path}: {problem}");
        }

        var text = query.Format == "base64" ? null : TextOf(bytes);
        if (text is null && query.Format == "text")
        {
            return new ContentsRefusal(ContentsRefusal.BadContent, $"{path} is not UTF-8 text; ask for format base64.");
        }

        return text is not null
            ? model with { Content = text, Format = "text", Mimetype = model.Mimetype ?? "text/plain" }
            : model with { Content = Convert.ToBase64String(bytes), Format = "base64", Mimetype = model.Mimetype ?? "application/octet-stream" };
    }

    private ContentsModel Model(ContentsPath path, FileSystemInfo entry, string type) => new()
    {
        Name = path.Name,
        Path = path.Text,
        Type = type,
        Created = new DateTimeOffset(entry.CreationTimeUtc, TimeSpan.Zero),
        LastModified = (entry is FileInfo file ? AuthoredModified(path, file) : null) ?? new DateTimeOffset(entry.LastWriteTimeUtc, TimeSpan.Zero),
        Size = (entry as FileInfo)?.Length,
        Mimetype = type == "file" ? MediaTypes.Of(path.Name) : null,
    };

    private ContentsOutcome<NotebookDocument> Parse(ContentsPath path, FileInfo file) =>
        NotebookDocument.TryRead(File.ReadAllBytes(file.FullName), out var notebook, out var problem)
            ? notebook
            : new ContentsRefusal(ContentsRefusal.NotANotebook, $"{path}: {problem}");

    private IEnumerable<ContentsPath> Children(ContentsPath folder) => Directory.EnumerateFileSystemEntries(files.OnDisk(folder))
        .Select(entry => folder.Child(Path.GetFileName(entry)).Succeeded(out var child, out var refusal) && refusal is null ? child : ContentsPath.Root)
        .Where(child => !child.IsRoot && files.Reachable(child))
        .OrderBy(child => child.Text, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<ContentsPath> Below(ContentsPath folder) =>
        Children(folder).SelectMany(child => files.FolderAt(child) is null ? [child] : Below(child));

    private static string? TextOf(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ContentsRefusal Missing(ContentsPath path) => new(ContentsRefusal.NotFound, $"There is no '{path}' in this workspace.");

    private static ContentsRefusal Wrong(ContentsPath path, string what) => new(ContentsRefusal.WrongType, $"'{path}' {what}.");
}
