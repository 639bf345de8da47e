using System.Collections.Frozen;

namespace Workbench.Dicom.Dictionary;

/// <summary>
/// The data dictionary (PS3.6, editions as the table's last column names them): which value representation and name a public tag has.
/// Repeating groups (60xx, 50xx) are found by their masked row.
/// </summary>
public static class DataDictionary
{
    private static readonly FrozenDictionary<uint, DictionaryEntry> Entries;
    private static readonly (uint Mask, uint Value, DictionaryEntry Entry)[] Masked;

    static DataDictionary()
    {
        var exact = new Dictionary<uint, DictionaryEntry>(6000);
        var masked = new List<(uint, uint, DictionaryEntry)>();
        using var reader = new StreamReader(typeof(DataDictionary).Assembly.GetManifestResourceStream("dicom-dictionary.tsv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            var entry = new DictionaryEntry(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5] == "Y");
            var digits = fields[0].Replace(",", "", StringComparison.Ordinal);
            var value = Convert.ToUInt32(digits.Replace('X', '0').Replace('x', '0'), 16);
            if (digits.Contains('X', StringComparison.OrdinalIgnoreCase))
            {
                masked.Add((Convert.ToUInt32(string.Concat(digits.Select(digit => digit is 'X' or 'x' ? '0' : 'F')), 16), value, entry));
            }
            else
            {
                exact[value] = entry;
            }
        }

        Entries = exact.ToFrozenDictionary();
        Masked = [.. masked];
    }

    /// <summary>The entry of a public tag, or null.</summary>
    public static DictionaryEntry? Find(DicomTag tag)
    {
        if (Entries.TryGetValue(tag.Value, out var entry))
        {
            return entry;
        }

        foreach (var (mask, value, maskedEntry) in Masked)
        {
            if ((tag.Value & mask) == value && !tag.IsPrivate)
            {
                return maskedEntry;
            }
        }

        return null;
    }

    /// <summary>
    /// The value representation that an implicit syntax leaves out (PS3.5, A.1 and 6.2.2): the dictionary's first choice; LO for private
    /// creators; UL for group lengths; UN for what is unknown.
    /// </summary>
    public static ValueRepresentation ImplicitRepresentation(DicomTag tag)
    {
        if (tag.IsGroupLength)
        {
            return ValueRepresentation.UL;
        }

        if (tag.IsPrivateCreator)
        {
            return ValueRepresentation.LO;
        }

        return tag.IsPrivate ? ValueRepresentation.UN : Find(tag)?.Representation ?? ValueRepresentation.UN;
    }
}
