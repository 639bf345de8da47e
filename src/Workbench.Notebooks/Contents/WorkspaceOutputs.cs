using System.Text.Json.Nodes;
using Workbench.Notebooks.Documents;

namespace Workbench.Notebooks.Contents;

/// <summary>What one execution put under a cell.</summary>
/// <param name="Outputs">nbformat outputs, in order.</param>
/// <param name="ExecutionCount">The kernel's count, or null while it has not said.</param>
public sealed record CellResult(string CellId, JsonArray Outputs, int? ExecutionCount);

public sealed partial class Workspace
{
    private readonly Dictionary<string, OutputWrite> outputWrites = new(StringComparer.Ordinal);

    /// <summary>
    /// The server's own write on top of a version that a client saved. Clients keep seeing hash and time of the version
    /// that they know, because only outputs were added to it; else a page that was offline while its cell ran would ask
    /// its user to choose between "two versions" of one notebook.
    /// </summary>
    private sealed record OutputWrite(DateTime WrittenAt, long Size, string AuthoredHash, DateTimeOffset AuthoredModified, IReadOnlyDictionary<string, CellResult> Unseen);

    /// <summary>
    /// Puts results of running or finished cells into a notebook while no page does it. Only outputs and execution_count
    /// of these cells change; cells that are gone are left out. The number of cells that were found, or the refusal.
    /// </summary>
    public ContentsOutcome<int> WriteOutputs(ContentsPath path, IReadOnlyCollection<CellResult> results)
    {
        lock (gate)
        {
            if (files.FileAt(path) is not { } file)
            {
                return Missing(path);
            }

            var onDisk = File.ReadAllBytes(file.FullName);
            if (!NotebookDocument.TryRead(onDisk, out var notebook, out var problem))
            {
                return new ContentsRefusal(ContentsRefusal.NotANotebook, $"{path}: {problem}");
            }

            var found = results.Where(result => Put(notebook, result)).ToDictionary(result => result.CellId);
            var bytes = KeptFormatting.Bytes(onDisk, notebook);
            if (found.Count == 0 || bytes.AsSpan().SequenceEqual(onDisk))
            {
                return found.Count;
            }

            if (!Bounded(path, bytes).Succeeded(out _, out var refusal))
            {
                return refusal;
            }

            var before = outputWrites.GetValueOrDefault(path.Text);
            var (hash, modified) = AuthoredHash(path, file) is { } authored
                ? (authored, before!.AuthoredModified)
                : (WorkspaceFiles.Hash(onDisk), new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
            if (Durably(() => AtomicFile.Write(files.OnDisk(path), bytes)) is { } failure)
            {
                return failure;
            }

            var written = files.FileAt(path)!;
            var unseen = new Dictionary<string, CellResult>(before?.Unseen ?? new Dictionary<string, CellResult>());
            foreach (var (cellId, result) in found)
            {
                unseen[cellId] = result;
            }

            outputWrites[path.Text] = new OutputWrite(written.LastWriteTimeUtc, written.Length, hash, modified, unseen);
            return found.Count;
        }
    }

    /// <summary>A page is connected again and gets all results, so from now on what it saves is the truth.</summary>
    public void OutputsSeen(ContentsPath path)
    {
        lock (gate)
        {
            if (outputWrites.TryGetValue(path.Text, out var write))
            {
                outputWrites[path.Text] = write with { Unseen = new Dictionary<string, CellResult>() };
            }
        }
    }

    /// <summary>A save by a page that has not seen results yet must not wipe them out.</summary>
    private void KeepUnseenOutputs(ContentsPath path, NotebookDocument incoming, byte[]? onDisk)
    {
        if (onDisk is not null && outputWrites.TryGetValue(path.Text, out var write))
        {
            foreach (var result in write.Unseen.Values)
            {
                Put(incoming, result);
            }
        }
    }

    private static bool Put(NotebookDocument notebook, CellResult result)
    {
        if (NotebookCells.Find(notebook.Root, result.CellId) is not { } cell || !NotebookCells.IsCode(cell))
        {
            return false;
        }

        cell["outputs"] = result.Outputs.DeepClone();
        cell["execution_count"] = result.ExecutionCount;
        return true;
    }

    private string? AuthoredHash(ContentsPath path, FileInfo file) => Current(path, file)?.AuthoredHash;

    private DateTimeOffset? AuthoredModified(ContentsPath path, FileInfo file) => Current(path, file)?.AuthoredModified;

    private OutputWrite? Current(ContentsPath path, FileInfo file) =>
        outputWrites.TryGetValue(path.Text, out var write) && write.WrittenAt == file.LastWriteTimeUtc && write.Size == file.Length ? write : null;

    private void ForgetOutputWrites(ContentsPath path) => outputWrites.Remove(path.Text);

    private void MoveOutputWrites(ContentsPath from, ContentsPath to)
    {
        foreach (var old in outputWrites.Keys.Where(key => key == from.Text || key.StartsWith(from.Text + "/", StringComparison.Ordinal)).ToList())
        {
            outputWrites.Remove(old, out var write);
            outputWrites[to.Text + old[from.Text.Length..]] = write!;
        }
    }
}
