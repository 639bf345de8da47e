using System.Text;
using System.Text.Json.Nodes;
using Workbench.Notebooks.Documents;

namespace Workbench.Notebooks.Contents;

/// <summary>What a save did.</summary>
/// <param name="Model">The stored file, without content, with hash.</param>
/// <param name="IsNew">No file was there before.</param>
public sealed record SavedContents(ContentsModel Model, bool IsNew);

public sealed partial class Workspace
{
    /// <summary>
    /// Stores a notebook or file, or makes a folder. With <see cref="ContentsUpload.ExpectedHash"/> a save over a version
    /// that its writer has not seen is refused with <see cref="ContentsRefusal.Conflict"/>, and what was sent is kept
    /// beside the file, so that no work of either writer is lost.
    /// </summary>
    public ContentsOutcome<SavedContents> Save(ContentsPath path, ContentsUpload upload)
    {
        lock (gate)
        {
            if (ParentProblem(path) is { } problem)
            {
                return problem;
            }

            if (upload.Type == "directory")
            {
                return SaveFolder(path);
            }

            if (files.FolderAt(path) is not null)
            {
                return Wrong(path, "is a folder");
            }

            if (upload.Chunk is { } chunk)
            {
                return SaveChunk(path, upload, chunk);
            }

            var onDisk = files.FileAt(path) is { } file ? File.ReadAllBytes(file.FullName) : null;
            if (!BytesOf(path, upload, onDisk).Succeeded(out var bytes, out var refusal))
            {
                return refusal;
            }

            return Conflict(path, upload, onDisk, bytes) ?? Store(path, bytes, onDisk);
        }
    }

    private ContentsOutcome<byte[]> BytesOf(ContentsPath path, ContentsUpload upload, byte[]? onDisk)
    {
        if (upload.Type != "notebook")
        {
            return upload.Type == "file" ? FileBytes(path, upload) : new ContentsRefusal(ContentsRefusal.WrongType, "type must be notebook, file or directory.");
        }

        if (!NotebookDocument.TryFrom(upload.Content?.DeepClone(), out var notebook, out var problem))
        {
            return new ContentsRefusal(ContentsRefusal.NotANotebook, $"{path}: {problem}");
        }

        KeepUnseenOutputs(path, notebook, onDisk);
        return Bounded(path, KeptFormatting.Bytes(onDisk, notebook));
    }

    private ContentsOutcome<byte[]> FileBytes(ContentsPath path, ContentsUpload upload)
    {
        if (upload.Content is not JsonValue value || !value.TryGetValue<string>(out var content))
        {
            return new ContentsRefusal(ContentsRefusal.BadContent, "The content of a file is a string, in format text or base64.");
        }

        if (upload.Format == "base64")
        {
            var bytes = new byte[content.Length / 4 * 3 + 3];
            return Convert.TryFromBase64String(content, bytes, out var length)
                ? Bounded(path, bytes[..length])
                : new ContentsRefusal(ContentsRefusal.BadContent, "The content is not valid base64.");
        }

        return upload.Format is null or "text"
            ? Bounded(path, Encoding.UTF8.GetBytes(content))
            : new ContentsRefusal(ContentsRefusal.BadContent, "The format of a file is text or base64.");
    }

    private ContentsOutcome<byte[]> Bounded(ContentsPath path, byte[] bytes) => bytes.LongLength <= limits.MaxFileBytes
        ? bytes
        : new ContentsRefusal(ContentsRefusal.TooLarge, $"'{path}' would have {bytes.LongLength >> 20} MiB; the limit is {limits.MaxFileBytes >> 20} MiB. Clear large outputs and save again.");

    private ContentsOutcome<SavedContents>? Conflict(ContentsPath path, ContentsUpload upload, byte[]? onDisk, byte[] sent)
    {
        if (upload.ExpectedHash is not { } expected)
        {
            return null;
        }

        var current = onDisk is null ? "" : AuthoredHash(path, files.FileAt(path)!) ?? WorkspaceFiles.Hash(onDisk);
        if (current == expected || (onDisk is not null && sent.AsSpan().SequenceEqual(onDisk)))
        {
            return null;
        }

        // The kept version's name comes from its content, so that a client that tries again makes no further copy.
        var (stem, extension) = (Path.GetFileNameWithoutExtension(path.Name), Path.GetExtension(path.Name));
        if (!path.Folder.Child($"{stem} (conflict {WorkspaceFiles.Hash(sent)[..8]}){extension}").Succeeded(out var beside, out var refusal))
        {
            return refusal;
        }

        if (!files.Exists(beside) && Store(beside, sent, null).Refusal is { } failure)
        {
            return failure;
        }

        return new ContentsRefusal(ContentsRefusal.Conflict, $"'{path}' was changed by somebody else in the meantime. Your version is kept as '{beside}'.")
        {
            CurrentHash = current,
            KeptAs = beside.Text,
        };
    }

    private ContentsOutcome<SavedContents> Store(ContentsPath path, byte[] bytes, byte[]? onDisk)
    {
        if (onDisk is null || !bytes.AsSpan().SequenceEqual(onDisk))
        {
            if (Durably(() => AtomicFile.Write(files.OnDisk(path), bytes)) is { } failure)
            {
                return failure;
            }
        }

        ForgetOutputWrites(path);
        return new SavedContents(
            Model(path, files.FileAt(path)!, path.IsNotebookName ? "notebook" : "file") with { Hash = WorkspaceFiles.Hash(bytes), HashAlgorithm = "sha256" },
            IsNew: onDisk is null);
    }

    private ContentsOutcome<SavedContents> SaveFolder(ContentsPath path)
    {
        var isNew = files.FolderAt(path) is null;
        if (isNew && files.Exists(path))
        {
            return Wrong(path, "is not a folder");
        }

        WorkspaceFiles.MakeFolder(files.OnDisk(path));
        return new SavedContents(Model(path, files.FolderAt(path)!, "directory"), isNew);
    }

    private ContentsRefusal? ParentProblem(ContentsPath path)
    {
        if (path.IsRoot)
        {
            return Wrong(path, "is the workspace itself");
        }

        if (files.FolderAt(path.Folder) is null)
        {
            return Missing(path.Folder);
        }

        if (!files.Reachable(path))
        {
            return Missing(path);
        }

        return !files.Exists(path) && Directory.EnumerateFileSystemEntries(files.OnDisk(path.Folder)).Take(limits.MaxFolderEntries + 1).Count() > limits.MaxFolderEntries
            ? new ContentsRefusal(ContentsRefusal.TooMany, $"'{path.Folder}' already has {limits.MaxFolderEntries} entries; use another folder.")
            : null;
    }

    private static ContentsRefusal? Durably(Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (IOException failure) when ((failure.HResult & 0xffff) is NoSpace or QuotaExceeded)
        {
            return new ContentsRefusal(ContentsRefusal.StorageFull, "The server's disk is full. The old version is unchanged; keep this page open and try again.");
        }
    }

    private const int NoSpace = 28; // ENOSPC; .NET passes Linux error numbers on in HResult
    private const int QuotaExceeded = 122; // EDQUOT
}
