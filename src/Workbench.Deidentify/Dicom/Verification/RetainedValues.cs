using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>
/// Where an identifier may stand because something else is written with the same letters: a person's name in the name of a manufacturer or
/// a hospital that an option keeps or in the text of a public code, and a birth date among the dates that an option keeps or shifts.
/// Numbers may stand nowhere.
/// </summary>
internal sealed class RetainedValues(ConfidentialityOption options)
{
    private const ConfidentialityOption Dates = ConfidentialityOption.RetainLongitudinalFullDates | ConfidentialityOption.RetainLongitudinalModifiedDates;
    private const ConfidentialityOption Places = ConfidentialityOption.RetainInstitutionIdentity | ConfidentialityOption.RetainDeviceIdentity;

    /// <summary>Manufacturer, its model and software, and the meaning of a code, which stays only beside its code: nobody types them for a patient.</summary>
    private static readonly HashSet<uint> Vocabulary = [0x0008_0070, 0x0008_0104, 0x0008_1090, 0x0018_1020];

    private readonly List<(long Start, long End, bool IsDate)> ranges = [];

    public void Note(DicomTokenizer tokenizer)
    {
        var representation = tokenizer.Representation;
        var isDate = representation == ValueRepresentation.DA || representation == ValueRepresentation.DT;
        if (isDate ? OptionRows.Overrides(tokenizer.Tag, options & Dates) : MayNamePlaces(tokenizer.Tag))
        {
            ranges.Add((tokenizer.ValueOffset, tokenizer.ValueOffset + tokenizer.Length, isDate));
        }
    }

    public bool MayStand(OriginalIdentifier identifier, DicomTag tag) => identifier.IsName && MayNamePlaces(tag);

    /// <param name="identifier">What was found.</param>
    /// <param name="at">Its offset in the output.</param>
    public bool MayStand(OriginalIdentifier identifier, long at) =>
        ranges.Exists(range => range.Start <= at && at + identifier.Bytes.Length <= range.End && (range.IsDate ? identifier.IsBirthDate : identifier.IsName));

    private bool MayNamePlaces(DicomTag tag) => Vocabulary.Contains(tag.Value) || OptionRows.Overrides(tag, options & Places);
}
