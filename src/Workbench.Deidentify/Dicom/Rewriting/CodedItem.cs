using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// Whether an item of a sequence is a coded entry (PS3.3 2025e, 8.8). Beside a code of a public scheme (0008,0104) Code Meaning is that
/// scheme's text; without one, or with a scheme of the site's own (99…, 8.2), it is free text in which anything can stand.
/// </summary>
internal sealed class CodedItem
{
    private static readonly DicomTag CodeValue = new(0x0008, 0x0100);
    private static readonly DicomTag CodingSchemeDesignator = new(0x0008, 0x0102);

    /// <summary>(0008,0104) Code Meaning.</summary>
    public static readonly DicomTag CodeMeaning = new(0x0008, 0x0104);

    private bool hasValue;
    private bool hasPublicScheme;

    public bool HasPublicCode => hasValue && hasPublicScheme;

    /// <summary>Notes an element that is about to be rewritten.</summary>
    public void Note(DicomTokenizer tokenizer)
    {
        if (tokenizer.Kind != DicomTokenKind.Element)
        {
            return;
        }

        if (tokenizer.Tag == CodeValue)
        {
            hasValue = tokenizer.Length > 0;
        }
        else if (tokenizer.Tag == CodingSchemeDesignator)
        {
            var scheme = tokenizer.Length is > 0 and <= 16 ? Encoding.ASCII.GetString(tokenizer.PeekValue()).Trim(' ', '\0') : "";
            hasPublicScheme = scheme.Length > 0 && !scheme.StartsWith("99", StringComparison.Ordinal) && scheme != "L";
        }
    }
}
