using System.Globalization;
using System.Text;

namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>The compiled table as a page of the documentation, so that what is promised is what runs.</summary>
public static class ProfileDocument
{
    private static readonly (ConfidentialityOption Option, string Heading)[] Columns =
    [
        (ConfidentialityOption.RetainSafePrivate, "safe private"), (ConfidentialityOption.RetainUids, "UIDs"), (ConfidentialityOption.RetainDeviceIdentity, "device"),
        (ConfidentialityOption.RetainInstitutionIdentity, "institution"), (ConfidentialityOption.RetainPatientCharacteristics, "characteristics"),
        (ConfidentialityOption.RetainLongitudinalFullDates, "full dates"), (ConfidentialityOption.RetainLongitudinalModifiedDates, "modified dates"),
        (ConfidentialityOption.CleanDescriptors, "descriptors"), (ConfidentialityOption.CleanStructuredContent, "structured content"), (ConfidentialityOption.CleanGraphics, "graphics"),
    ];

    /// <summary>Markdown, one row per row of Table E.1-1.</summary>
    public static string Render()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The profile, attribute by attribute

            Written by `Workbench.Deidentify profile` from the table that the program runs on: {ProfileTable.Edition}, Table E.1-1, {ProfileTable.Standard.Rows.Count} rows. X removed, Z emptied, D dummy,
            U replaced UID, K kept, C cleaned or shifted; X/Z/D and the like are decided by what the SOP class demands. What no row names and the dictionary knows is kept; what
            neither knows is removed. [dicom.md](dicom.md) says what the options mean and where the program is stricter than the table.

            | tag | attribute | basic | {string.Join(" | ", Columns.Select(column => column.Heading))} |
            | --- | --- | --- | {string.Join(" | ", Columns.Select(_ => "---"))} |

            """);
        var names = Columns.Select(column => ConfidentialityOptions.All.Single(entry => entry.Option == column.Option).Column!).ToArray();
        foreach (var row in ProfileTable.Standard.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Tag} | {row.Name.Replace("|", "\\|", StringComparison.Ordinal)} | {row.Basic} |");
            foreach (var name in names)
            {
                text.Append(row.Options.TryGetValue(name, out var code) ? $" {code} |" : " |");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
