using System.Buffers.Binary;
using System.Globalization;

namespace Workbench.Protocol.SessionLink;

/// <summary>
/// A journal on disk: files named by the number of their first entry (20 digits, .seg), each a row of length (4 bytes, little
/// endian) and <see cref="JournalEntryFormat"/> bytes. Entries are only appended; trimming removes whole files, oldest first.
/// An entry that was being written when its writer was killed is incomplete at the end of the last file and does not count.
/// </summary>
public static class JournalFolder
{
    private const string Suffix = ".seg";

    public static string SegmentName(long firstSequence) => firstSequence.ToString("D20", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>First sequence and path of every segment, oldest first; none when the folder is not there.</summary>
    public static IReadOnlyList<(long First, string Path)> Segments(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*" + Suffix)
            .Select(path => (long.Parse(Path.GetFileNameWithoutExtension(path.AsSpan()), CultureInfo.InvariantCulture), path))
            .Order()];

    /// <summary>Entries behind <paramref name="after"/>, with a gap in front when some of them are no longer kept.</summary>
    /// <remarks>For a journal that nobody writes any more, e.g. because the supervisor was killed.</remarks>
    public static IEnumerable<JournalEntry> Read(string folder, long after)
    {
        var segments = Segments(folder);
        for (var i = 0; i < segments.Count; i++)
        {
            if (i + 1 < segments.Count && segments[i + 1].First <= after + 1)
            {
                continue;
            }

            foreach (var entry in ReadSegment(segments[i].Path))
            {
                if (entry.Sequence <= after)
                {
                    continue;
                }

                if (entry.Sequence > after + 1)
                {
                    yield return JournalEntry.Gap(after + 1, entry.Sequence - 1, entry.At);
                }

                after = entry.Sequence;
                yield return entry;
            }
        }
    }

    private static IEnumerable<JournalEntry> ReadSegment(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var head = new byte[4];
        while (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length is < JournalEntryFormat.HeaderBytes or > JournalEntryFormat.MaxBytes || length > stream.Length - stream.Position)
            {
                yield break;
            }

            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            yield return JournalEntryFormat.Decode(bytes);
        }
    }
}
