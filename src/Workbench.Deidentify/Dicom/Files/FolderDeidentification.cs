using System.Security.Cryptography;
using Workbench.Deidentify.Dicom.Identity;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>A folder's way: each regular file below it, on all cores, in an order that does not matter to the result.</summary>
/// <param name="file">One file's way.</param>
/// <param name="report">Gets each outcome.</param>
/// <param name="keepsSameUid">Files of one SOP instance UID with different bytes are all written, each under a name of its own; otherwise the first by name alone.</param>
public sealed class FolderDeidentification(FileDeidentification file, FolderReport? report = null, bool keepsSameUid = true)
{
    /// <summary>
    /// What a file leaves behind is short-lived. The runtime lets as much of it pile up as the processor's cache is large, which on a server alone
    /// is more than the memory that this program is to need; so it is taken away in small heaps.
    /// </summary>
    private const int FilesPerCollection = 50;

    /// <summary>De-identifies every file below the input folder; links are not followed.</summary>
    /// <returns>One outcome per file, by name; the actions stand in the report alone.</returns>
    public IReadOnlyList<FileOutcome> Run(string input, string output, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(output);
        var files = Directory.EnumerateFiles(input, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Order(StringComparer.Ordinal).ToArray();
        var instances = new string?[files.Length];
        Parallel.For(0, files.Length, index => instances[index] = InstanceOf.File(files[index]));

        // Files of one SOP instance are taken one after the other, by name, so that the same one of them is written in every run.
        var groups = Enumerable.Range(0, files.Length).GroupBy(index => instances[index] ?? $"/{index}").Select(group => group.ToArray()).ToArray();
        var outcomes = new FileOutcome[files.Length];
        var count = 0;
        Parallel.ForEach(groups, new ParallelOptions { CancellationToken = cancellation }, group =>
        {
            var written = new List<int>();
            foreach (var index in group)
            {
                var name = Path.GetRelativePath(input, files[index]);
                var outcome = RefuseSecond(written, files, index, name) ?? file.Process(files[index], name, output, written.Count + 1);
                report?.Add(index, outcome);
                outcomes[index] = outcome with { Actions = null };
                if (Interlocked.Increment(ref count) % FilesPerCollection == 0)
                {
                    GC.Collect(0);
                }

                if (outcome.Output is not null)
                {
                    written.Add(index);
                }
            }
        });
        return outcomes;
    }

    private FileOutcome? RefuseSecond(List<int> written, string[] files, int index, string name)
    {
        if (written.Exists(first => SameBytes(files[first], files[index])))
        {
            return FileOutcome.Quarantined(name, QuarantineReasons.Duplicate, "A file with the same bytes was written before; nothing is lost without this one.");
        }

        return written.Count == 0 || keepsSameUid ? null
            : FileOutcome.Quarantined(name, QuarantineReasons.SameUid, "Another file with the same SOP instance UID and other bytes was written before; a person has to say which one is right.");
    }

    private static bool SameBytes(string first, string second)
    {
        if (new FileInfo(first).Length != new FileInfo(second).Length)
        {
            return false;
        }

        using var one = File.OpenRead(first);
        using var other = File.OpenRead(second);
        return SHA256.HashData(one).AsSpan().SequenceEqual(SHA256.HashData(other));
    }
}
