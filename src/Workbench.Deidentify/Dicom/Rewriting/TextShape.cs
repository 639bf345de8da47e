using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// Whether a value can be what its representation says (PS3.5 2025e, 6.2). A broken length makes one value of several elements: then the patient's
/// name stands inside a date, nobody knows it as the name, and what is kept or shifted carries it out.
/// </summary>
internal static class TextShape
{
    /// <exception cref="DicomFormatException">The value goes on behind a zero byte, which ends every text.</exception>
    public static void Check(DicomTokenizer tokenizer, AttributeAction action)
    {
        var representation = tokenizer.Representation;
        if (!representation.IsText || tokenizer.Tag.IsPrivate || (representation.FollowsCharacterSet && action is not (AttributeAction.Keep or AttributeAction.CleanText or AttributeAction.CleanIdentifiers)))
        {
            return;
        }

        if (tokenizer.PeekValue().TrimEnd("\0 "u8).Contains((byte)0))
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"The text of {tokenizer.Tag} goes on behind its end.");
        }
    }

    /// <summary>Whether a date or time has only the characters of dates, times, offsets and ranges.</summary>
    public static bool IsTemporal(ReadOnlySpan<byte> value) => value.IndexOfAnyExcept("0123456789.:+-\\ \0"u8) < 0;
}
