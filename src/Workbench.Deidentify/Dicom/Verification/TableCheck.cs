using System.Text;
using System.Text.RegularExpressions;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>Each element of an output against Table E.1-1, read anew from its rows rather than from the compiled profile.</summary>
internal sealed partial class TableCheck
{
    private const ConfidentialityOption Cleaning = ConfidentialityOption.CleanDescriptors | ConfidentialityOption.CleanStructuredContent | ConfidentialityOption.CleanGraphics;

    private static readonly DicomTag PatientIdentityRemoved = new(0x0012, 0x0062);

    private readonly Dictionary<uint, string> codes;
    private readonly bool keepsCleanedText;

    public TableCheck(ConfidentialityOption options)
    {
        codes = ProfileTable.Standard.Rows.Where(row => row.IsExact && !OptionRows.Overrides(row, options)).ToDictionary(row => row.Value, row => row.Basic);
        keepsCleanedText = (options & Cleaning) != 0;
    }

    /// <summary>Null when the element may stand there as it is; otherwise what is wrong.</summary>
    public string? FindProblem(DicomTokenizer tokenizer, string pseudonym)
    {
        var tag = tokenizer.Tag;
        if ((tag.Group & 0xFF00) is 0x5000 or 0x6000)
        {
            return $"The curve or overlay attribute {tag} is there.";
        }

        if (!codes.TryGetValue(tag.Value, out var code) || tag == PatientIdentityRemoved)
        {
            return null;
        }

        if (tokenizer.Kind != DicomTokenKind.Element)
        {
            return code == "X" ? $"{tag} has to be removed and is there." : null;
        }

        return code switch
        {
            // Mandatory in its object, so that it could not be removed: then it is empty or a dummy.
            "X" => tokenizer.Depth == 0 && SilentValue.Is(tokenizer.PeekValue(), pseudonym) ? null : $"{tag} has to be removed and is there.",
            "U" => IsReplaced(tokenizer.PeekValue()) ? null : $"{tag} has a UID that was not replaced.",
            _ when tokenizer.Depth > 0 && keepsCleanedText => null,
            _ => SilentValue.Is(tokenizer.PeekValue(), pseudonym) ? null : $"{tag} has to be emptied or replaced and is not.",
        };
    }

    private static bool IsReplaced(ReadOnlySpan<byte> value)
    {
        foreach (var uid in Encoding.Latin1.GetString(value).Split('\\'))
        {
            var bare = uid.Trim('\0', ' ');
            if (bare.Any(letter => letter is not ('0' or '.')) && !bare.StartsWith("2.25.", StringComparison.Ordinal) && !Registered().IsMatch(bare))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>UIDs that the standard gives out have short components (PS3.6 2025e, annex A).</summary>
    [GeneratedRegex(@"^1\.2\.840\.10008(\.\d{1,4}){1,9}\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Registered();
}
