using System.Globalization;
using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>Table E.1-1 of PS3.15 2025e as data: for each attribute the basic profile's action code and what each option makes of it.</summary>
public sealed class ProfileTable
{
    public const string Edition = "PS3.15 2025e";

    private ProfileTable(IReadOnlyList<ProfileRow> rows) => Rows = rows;

    public static ProfileTable Standard { get; } = Load();

    public IReadOnlyList<ProfileRow> Rows { get; }

    private static ProfileTable Load()
    {
        var lines = EmbeddedTable.Read("ps3.15-2025e-e.1-1.tsv");
        var columns = lines[0].Split('\t');
        var rows = new List<ProfileRow>();
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split('\t');
            var options = columns.Zip(fields).Skip(5).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second[0]);
            var (mask, value) = ParseMask(fields[0]);
            rows.Add(new ProfileRow(fields[0], fields[1], mask, value, fields[4], options));
        }

        return new ProfileTable(rows);
    }

    /// <summary>An X in a tag stands for any digit; GGGG,EEEE is the row of all private attributes.</summary>
    private static (uint Mask, uint Value) ParseMask(string tag)
    {
        if (tag.StartsWith("GGGG", StringComparison.OrdinalIgnoreCase))
        {
            return (0, 0);
        }

        var digits = tag.Replace(",", "", StringComparison.Ordinal).ToUpperInvariant();
        var mask = string.Concat(digits.Select(digit => digit == 'X' ? '0' : 'F'));
        return (uint.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture), uint.Parse(digits.Replace('X', '0'), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}

/// <summary>One row of Table E.1-1.</summary>
/// <param name="Tag">As printed.</param>
/// <param name="Name">Of the attribute.</param>
/// <param name="Mask">Bits of the tag that must equal <paramref name="Value"/>; all ones for a row of one tag, zero for the private row.</param>
/// <param name="Value">See <paramref name="Mask"/>.</param>
/// <param name="Basic">The basic profile's code, such as <c>X/Z/D</c>.</param>
/// <param name="Options">Column of the table to K or C.</param>
public sealed record ProfileRow(string Tag, string Name, uint Mask, uint Value, string Basic, IReadOnlyDictionary<string, char> Options)
{
    public bool IsExact => Mask == uint.MaxValue;

    public bool IsPrivateRow => Mask == 0;

    public bool Matches(DicomTag tag) => (tag.Value & Mask) == Value;
}
