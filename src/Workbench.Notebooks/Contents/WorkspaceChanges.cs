using System.Globalization;
using System.Security.Cryptography;
using Workbench.Notebooks.Documents;

namespace Workbench.Notebooks.Contents;

public sealed partial class Workspace
{
    /// <summary>Makes an empty notebook, file or folder under the first free name ("Untitled.ipynb", "Untitled1.ipynb", ...).</summary>
    /// <param name="type">"notebook", "file" or "directory".</param>
    /// <param name="extension">Of a file, with its dot; null or "" for none.</param>
    public ContentsOutcome<ContentsModel> CreateUntitled(ContentsPath folder, string type, string? extension)
    {
        lock (gate)
        {
            var (stem, ending) = type switch
            {
                "notebook" => ("Untitled", ".ipynb"),
                "directory" => ("Untitled Folder", ""),
                _ => ("untitled", extension ?? ""),
            };
            if (!FreeName(folder, stem, ending, firstNumber: 0).Succeeded(out var path, out var refusal))
            {
                return refusal;
            }

            return type switch
            {
                "directory" => SaveFolder(path).Succeeded(out var saved, out refusal) ? saved.Model : refusal,
                "notebook" => Put(path, NotebookDocument.Empty(RandomNumberGenerator.GetHexString(8, lowercase: true)).ToFileBytes()),
                "file" => Put(path, []),
                _ => new ContentsRefusal(ContentsRefusal.WrongType, "type must be notebook, file or directory."),
            };
        }
    }

    /// <summary>Writes a new notebook under the wanted name, or that name with a number if it is taken.</summary>
    /// <param name="name">File name with ".ipynb".</param>
    public ContentsOutcome<ContentsModel> CreateNotebook(ContentsPath folder, string name, NotebookDocument notebook)
    {
        lock (gate)
        {
            return FreeName(folder, Path.GetFileNameWithoutExtension(name), ".ipynb", firstNumber: 0).Succeeded(out var path, out var refusal)
                ? Put(path, notebook.ToFileBytes())
                : refusal;
        }
    }

    /// <summary>Copies a file into a folder as "name-Copy1.ext" (or the next free number).</summary>
    public ContentsOutcome<ContentsModel> Copy(ContentsPath source, ContentsPath folder)
    {
        lock (gate)
        {
            if (files.FileAt(source) is not { } file)
            {
                return files.FolderAt(source) is null ? Missing(source) : Wrong(source, "is a folder; folders are not copied");
            }

            var (stem, ending) = (Path.GetFileNameWithoutExtension(source.Name), Path.GetExtension(source.Name));
            return FreeName(folder, $"{stem}-Copy", ending, firstNumber: 1).Succeeded(out var path, out var refusal)
                ? Put(path, File.ReadAllBytes(file.FullName))
                : refusal;
        }
    }

    /// <summary>Moves a file or folder with its kept versions. Never replaces anything.</summary>
    public ContentsOutcome<ContentsModel> Rename(ContentsPath from, ContentsPath to)
    {
        lock (gate)
        {
            var folder = files.FolderAt(from);
            if (from.IsRoot || (folder is null && files.FileAt(from) is null))
            {
                return from.IsRoot ? Wrong(from, "is the workspace itself") : Missing(from);
            }

            if (from != to)
            {
                if (ParentProblem(to) is { } problem)
                {
                    return problem;
                }

                if (files.Exists(to) || (folder is not null && to.IsUnder(from)))
                {
                    return new ContentsRefusal(ContentsRefusal.AlreadyThere, files.Exists(to) ? $"There is already a '{to}'." : "A folder cannot be moved into itself.");
                }

                Directory.Move(files.OnDisk(from), files.OnDisk(to));
                MoveCheckpoints(from, to);
                MoveOutputWrites(from, to);
                AtomicFile.SyncFolder(files.OnDisk(from.Folder));
                AtomicFile.SyncFolder(files.OnDisk(to.Folder));
            }

            return files.FolderAt(to) is { } moved ? Model(to, moved, "directory") : Model(to, files.FileAt(to)!, to.IsNotebookName ? "notebook" : "file");
        }
    }

    /// <summary>Deletes a file with its kept versions, or an empty folder. True, or the refusal.</summary>
    public ContentsOutcome<bool> Delete(ContentsPath path)
    {
        lock (gate)
        {
            if (path.IsRoot)
            {
                return Wrong(path, "is the workspace itself");
            }

            if (files.FolderAt(path) is { } folder)
            {
                if (folder.EnumerateFileSystemInfos().Any())
                {
                    return new ContentsRefusal(ContentsRefusal.FolderNotEmpty, $"'{path}' is not empty; delete what is in it first.");
                }

                folder.Delete();
            }
            else if (files.FileAt(path) is { } file)
            {
                file.Delete();
                ForgetOutputWrites(path);
            }
            else
            {
                return Missing(path);
            }

            DeleteCheckpoints(path);
            AtomicFile.SyncFolder(files.OnDisk(path.Folder));
            return true;
        }
    }

    private ContentsOutcome<ContentsModel> Put(ContentsPath path, byte[] bytes) =>
        ParentProblem(path) is { } problem ? problem
        : Store(path, bytes, null).Succeeded(out var saved, out var refusal) ? saved.Model : refusal;

    private ContentsOutcome<ContentsPath> FreeName(ContentsPath folder, string stem, string ending, int firstNumber)
    {
        if (files.FolderAt(folder) is null)
        {
            return Missing(folder);
        }

        for (var number = firstNumber; number <= limits.MaxFolderEntries; number++)
        {
            var name = stem + (number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture)) + ending;
            if (!folder.Child(name).Succeeded(out var path, out var refusal))
            {
                return refusal;
            }

            if (!files.Exists(path))
            {
                return path;
            }
        }

        return new ContentsRefusal(ContentsRefusal.TooMany, $"'{folder}' has no free name left; use another folder.");
    }
}
