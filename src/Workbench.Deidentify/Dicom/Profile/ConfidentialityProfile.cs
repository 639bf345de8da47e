using System.Collections.Frozen;
using Workbench.Dicom;
using Workbench.Dicom.Dictionary;

namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>
/// The basic profile with chosen options, compiled to a flat table: tag to action (PS3.15 2025e, E.2 and E.3). What the table does not
/// name and the dictionary knows is kept; what neither knows is removed, since nobody can say what it holds.
/// </summary>
public sealed class ConfidentialityProfile
{
    /// <summary>An attribute that may stand only beside another (PS3.3 2025e, C.7.1.3): where the other is removed, a dummy of it would break the object.</summary>
    private static readonly FrozenDictionary<uint, uint> OnlyBeside = new Dictionary<uint, uint> { [0x0012_0081] = 0x0012_0082 }.ToFrozenDictionary();

    /// <summary>(0008,0201) Timezone Offset From UTC: part of the times, though its representation is SH.</summary>
    private const uint TimezoneOffset = 0x0008_0201;

    private readonly FrozenDictionary<uint, CompiledRow> exact;
    private readonly CompiledRow[] masked;
    private readonly AttributeTypes types = AttributeTypes.Standard;

    private ConfidentialityProfile(ConfidentialityOption options, FrozenDictionary<uint, CompiledRow> exact, CompiledRow[] masked)
    {
        Options = options;
        this.exact = exact;
        this.masked = masked;
    }

    public ConfidentialityOption Options { get; }

    /// <summary>Dates keep their intervals: they are shifted or kept.</summary>
    public bool RetainsIntervals => Options.HasFlag(ConfidentialityOption.RetainLongitudinalModifiedDates) || Options.HasFlag(ConfidentialityOption.RetainLongitudinalFullDates);

    /// <summary>What goes to (0028,0303) Longitudinal Temporal Information Modified (PS3.15, E.3.6).</summary>
    public string TemporalInformation =>
        Options.HasFlag(ConfidentialityOption.RetainLongitudinalFullDates) ? "UNMODIFIED"
        : Options.HasFlag(ConfidentialityOption.RetainLongitudinalModifiedDates) ? "MODIFIED"
        : "REMOVED";

    /// <summary>Compiles the table for the options.</summary>
    /// <exception cref="ArgumentException">Full and modified dates exclude one another.</exception>
    public static ConfidentialityProfile Compile(ConfidentialityOption options)
    {
        if (options.HasFlag(ConfidentialityOption.RetainLongitudinalFullDates) && options.HasFlag(ConfidentialityOption.RetainLongitudinalModifiedDates))
        {
            throw new ArgumentException("Full dates and modified dates exclude one another; name one of the two options.");
        }

        var columns = ConfidentialityOptions.All.Where(entry => entry.Column is not null && options.HasFlag(entry.Option)).Select(entry => entry.Column!).ToList();
        var rows = ProfileTable.Standard.Rows.Where(row => !row.IsPrivateRow).Select(row => new CompiledRow(row, Override(row, columns))).ToList();
        return new ConfidentialityProfile(
            options,
            rows.Where(row => row.Row.IsExact).ToFrozenDictionary(row => row.Row.Value),
            [.. rows.Where(row => !row.Row.IsExact)]);
    }

    /// <summary>The action for an attribute as it stands in a file of a SOP class.</summary>
    /// <param name="tag">A public attribute; private ones are the safe private list's matter.</param>
    /// <param name="representation">As the file writes it.</param>
    /// <param name="sopClassUid">Decides the type of attributes with a compound action.</param>
    /// <param name="isNested">The attribute stands inside a sequence.</param>
    public AttributeAction ActionFor(DicomTag tag, ValueRepresentation representation, string sopClassUid, bool isNested)
    {
        // Table E.1-1 takes the graphics and the comments out of an overlay. What is left describes nothing, and an overlay plane without
        // its data is no valid one (PS3.3, C.9.2), so the whole group goes. Curves are no text that could be cleaned and go too, whatever the options.
        if (tag.IsGroupLength || IsOverlay(tag) || IsCurve(tag))
        {
            return AttributeAction.Remove;
        }

        if (OnlyBeside.TryGetValue(tag.Value, out var other) && ActionFor(new DicomTag(other), ValueRepresentation.UN, sopClassUid, isNested) == AttributeAction.Remove)
        {
            return AttributeAction.Remove;
        }

        if (Find(tag) is not { } row)
        {
            return DataDictionary.Find(tag) is null ? AttributeAction.Remove : AttributeAction.Keep;
        }

        return row.Override switch
        {
            'K' => AttributeAction.Keep,
            'C' => IsTemporal(representation) || tag.Value == TimezoneOffset ? AttributeAction.ShiftDate : AttributeAction.CleanText,
            _ => Resolve(row.Row.Basic, tag, sopClassUid, isNested),
        };
    }

    /// <summary>Only an option keeps the attribute, whole or cleaned; the table without options takes it out or empties it.</summary>
    public bool IsRetainedByOption(DicomTag tag) => Find(tag) is { Override: not null };

    /// <summary>Groups 6000 to 60FE.</summary>
    public static bool IsOverlay(DicomTag tag) => (tag.Group & 0xFF00) == 0x6000;

    /// <summary>Groups 5000 to 50FE, retired.</summary>
    private static bool IsCurve(DicomTag tag) => (tag.Group & 0xFF00) == 0x5000;

    private static char? Override(ProfileRow row, List<string> columns)
    {
        char? found = null;
        foreach (var column in columns)
        {
            // Where one option keeps and another cleans, cleaning is the safer of the two and keeps what is no identifier.
            if (row.Options.TryGetValue(column, out var code) && found != 'C')
            {
                found = code;
            }
        }

        return found;
    }

    private static bool IsTemporal(ValueRepresentation representation) =>
        representation == ValueRepresentation.DA || representation == ValueRepresentation.DT || representation == ValueRepresentation.TM;

    private CompiledRow? Find(DicomTag tag)
    {
        if (exact.TryGetValue(tag.Value, out var row))
        {
            return row;
        }

        foreach (var candidate in masked)
        {
            if (candidate.Row.Matches(tag))
            {
                return candidate;
            }
        }

        return null;
    }

    private AttributeAction Resolve(string code, DicomTag tag, string sopClassUid, bool isNested)
    {
        switch (code)
        {
            case "X": return Removed(tag, sopClassUid, isNested);
            case "Z": return AttributeAction.Zero;
            case "D": return AttributeAction.Dummy;
            case "U": return AttributeAction.ReplaceUid;
            case "K": return AttributeAction.Keep;
        }

        var type = types.TypeOf(tag, sopClassUid, isNested);
        return (code, type) switch
        {
            ("X/Z/U*", 1) => AttributeAction.Keep,
            (_, 1) when code.EndsWith('D') => AttributeAction.Dummy,
            ("X/D", 2) => AttributeAction.Dummy,
            ("Z/D", _) or ("X/Z", <= 2) or ("X/Z/D", 2) or ("X/Z/U*", 2) => AttributeAction.Zero,
            _ => AttributeAction.Remove,
        };
    }

    /// <summary>X, unless the attribute is mandatory in the SOP class: then it stays and says nothing, since without it the object would be broken (PS3.15, E.2).</summary>
    private AttributeAction Removed(DicomTag tag, string sopClassUid, bool isNested) => (isNested ? 3 : types.TypeOf(tag, sopClassUid, isNested)) switch
    {
        1 => AttributeAction.Dummy,
        2 => AttributeAction.Zero,
        _ => AttributeAction.Remove,
    };

    private sealed record CompiledRow(ProfileRow Row, char? Override);
}
