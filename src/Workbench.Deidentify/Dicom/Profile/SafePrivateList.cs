using System.Collections.Frozen;
using System.Globalization;

namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>
/// Private attributes that the standard thinks safe (PS3.15 2025e, Table E.3.10-1), by group, creator and the element's low byte, since
/// the block that a creator reserves differs from file to file.
/// </summary>
public sealed class SafePrivateList
{
    private readonly FrozenSet<(ushort Group, byte Element, string Creator)> entries;

    private readonly FrozenSet<(ushort Group, string Creator)> creators;

    private SafePrivateList(FrozenSet<(ushort, byte, string Creator)> entries)
    {
        this.entries = entries;
        creators = this.entries.Select(entry => (entry.Group, entry.Creator)).ToFrozenSet();
    }

    public static SafePrivateList Standard { get; } = new(EmbeddedTable.Read("safe-private-2025e.tsv").Skip(1).Select(Parse).Where(entry => entry is not null).Select(entry => entry!.Value).ToFrozenSet());

    /// <summary>The creator has safe attributes in the group.</summary>
    public bool Knows(ushort group, string creator) => creators.Contains((group, creator.Trim().ToUpperInvariant()));

    public bool Contains(ushort group, byte lowByte, string creator) => entries.Contains((group, lowByte, creator.Trim().ToUpperInvariant()));

    /// <summary>A row reads <c>(7053,xx00)</c>, creator, and more.</summary>
    private static (ushort, byte, string)? Parse(string line)
    {
        var fields = line.Split('\t');
        var tag = fields[0].Trim('(', ')').Split(',');
        return tag.Length == 2 && tag[1].Length == 4 &&
            ushort.TryParse(tag[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var group) &&
            byte.TryParse(tag[1].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var element)
            ? (group, element, fields[1].Trim().ToUpperInvariant())
            : null;
    }
}
