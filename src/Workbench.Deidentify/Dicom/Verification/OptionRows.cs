using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>What the chosen options say in Table E.1-1 about an attribute.</summary>
internal static class OptionRows
{
    private static readonly Dictionary<uint, ProfileRow> Exact = ProfileTable.Standard.Rows.Where(row => row.IsExact).ToDictionary(row => row.Value);

    /// <summary>Some chosen option keeps or cleans the attribute.</summary>
    public static bool Overrides(ProfileRow row, ConfidentialityOption options) =>
        ConfidentialityOptions.All.Any(option => option.Column is { } column && options.HasFlag(option.Option) && row.Options.ContainsKey(column));

    public static bool Overrides(DicomTag tag, ConfidentialityOption options) => Exact.TryGetValue(tag.Value, out var row) && Overrides(row, options);
}
