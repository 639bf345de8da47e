using System.Globalization;

namespace Workbench.Notebooks.Contents;

public sealed partial class Workspace
{
    /// <summary>Kept versions of a file, oldest first.</summary>
    public ContentsOutcome<IReadOnlyList<CheckpointModel>> ListCheckpoints(ContentsPath path)
    {
        lock (gate)
        {
            return files.FileAt(path) is null ? Missing(path) : ContentsOutcomes.Of<IReadOnlyList<CheckpointModel>>([.. Checkpoints(path).Select(CheckpointOf)]);
        }
    }

    /// <summary>Keeps the present version. When it is already the newest kept one, that one is returned.</summary>
    public ContentsOutcome<CheckpointModel> CreateCheckpoint(ContentsPath path)
    {
        lock (gate)
        {
            if (files.FileAt(path) is not { } file)
            {
                return Missing(path);
            }

            var present = File.ReadAllBytes(file.FullName);
            var kept = Checkpoints(path);
            if (kept.Count > 0 && File.ReadAllBytes(kept[^1]).AsSpan().SequenceEqual(present))
            {
                return CheckpointOf(kept[^1]);
            }

            WorkspaceFiles.MakeFolder(files.CheckpointsOf(path));
            var at = time.GetUtcNow();
            while (kept.Count > 0 && string.CompareOrdinal(CheckpointName(at), Path.GetFileName(kept[^1])) <= 0)
            {
                at = At(kept[^1]).AddMilliseconds(1); // the clock went back, or two within one millisecond
            }

            var target = Path.Combine(files.CheckpointsOf(path), CheckpointName(at));
            if (Durably(() => AtomicFile.Write(target, present)) is { } failure)
            {
                return failure;
            }

            foreach (var old in kept.SkipLast(limits.CheckpointsKept - 1))
            {
                File.Delete(old);
            }

            return CheckpointOf(target);
        }
    }

    /// <summary>Makes a kept version the present one; the version it replaces is kept first.</summary>
    public ContentsOutcome<bool> RestoreCheckpoint(ContentsPath path, string checkpointId)
    {
        lock (gate)
        {
            var found = Checkpoint(path, checkpointId);
            if (found is null)
            {
                return NoCheckpoint(path);
            }

            var content = File.ReadAllBytes(found);
            if (files.FileAt(path) is not null && CreateCheckpoint(path).Refusal is { } refusal)
            {
                return refusal;
            }

            return Store(path, content, onDisk: null).Refusal is { } failure ? failure : true;
        }
    }

    public ContentsOutcome<bool> DeleteCheckpoint(ContentsPath path, string checkpointId)
    {
        lock (gate)
        {
            if (Checkpoint(path, checkpointId) is not { } found)
            {
                return NoCheckpoint(path);
            }

            File.Delete(found);
            return true;
        }
    }

    private string? Checkpoint(ContentsPath path, string id) => Checkpoints(path).FirstOrDefault(file => Path.GetFileName(file) == id);

    private List<string> Checkpoints(ContentsPath path)
    {
        var folder = files.CheckpointsOf(path);
        return Directory.Exists(folder) && !path.IsRoot
            ? [.. Directory.EnumerateFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)]
            : [];
    }

    private void MoveCheckpoints(ContentsPath from, ContentsPath to)
    {
        DeleteCheckpoints(to);
        if (Directory.Exists(files.CheckpointTree(from)))
        {
            WorkspaceFiles.MakeFolder(files.CheckpointTree(to.Folder));
            Directory.Move(files.CheckpointTree(from), files.CheckpointTree(to));
        }
    }

    private void DeleteCheckpoints(ContentsPath path)
    {
        if (Directory.Exists(files.CheckpointTree(path)))
        {
            Directory.Delete(files.CheckpointTree(path), recursive: true);
        }
    }

    private static string CheckpointName(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string file) =>
        DateTimeOffset.ParseExact(Path.GetFileName(file), "yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static CheckpointModel CheckpointOf(string file) => new(Path.GetFileName(file), At(file));

    private static ContentsRefusal NoCheckpoint(ContentsPath path) => new(ContentsRefusal.NotFound, $"There is no such kept version of '{path}'.");
}
