using System.Text;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>
/// A second reading of an output, with no code of the rewriter's: against the profile's table read anew, and against this patient's
/// identifiers in the raw bytes. What it finds stops the file; it names tags and never a value.
/// </summary>
public sealed class OutputVerifier(ConfidentialityOption options)
{
    private const int ShortestIdentifier = 4;

    /// <summary>Null when the output may go out; otherwise what is wrong with it.</summary>
    public string? FindProblem(ReadOnlySpan<byte> output, FileIdentity original, DicomIdentity identity)
    {
        if (output.Length < 132 || output[..128].IndexOfAnyExcept((byte)0) >= 0)
        {
            return "The preamble is not empty.";
        }

        foreach (var (tag, value) in original.Identifiers)
        {
            foreach (var part in Parts(value))
            {
                if (output.IndexOf(part) >= 0 && !IsKept(tag) && Encoding.ASCII.GetBytes(identity.Pseudonym).AsSpan().IndexOf(part) < 0)
                {
                    return $"A part of {tag} stands in the output's bytes.";
                }
            }
        }

        return FindWrongElement(output.ToArray());
    }

    private string? FindWrongElement(byte[] output)
    {
        var forbidden = ProfileTable.Standard.Rows.Where(row => row.IsExact && row.Basic == "X" && !IsOverridden(row)).Select(row => row.Value).ToHashSet();
        using var tokenizer = new DicomTokenizer(new MemoryStream(output));
        var hasEvidence = false;
        while (tokenizer.Read())
        {
            if (tokenizer.IsMeta || tokenizer.Kind is not (DicomTokenKind.Element or DicomTokenKind.SequenceStart))
            {
                continue;
            }

            hasEvidence |= tokenizer.Tag == new DicomTag(0x0012, 0x0062);
            if (forbidden.Contains(tokenizer.Tag.Value))
            {
                return $"{tokenizer.Tag} has to be removed and is there.";
            }

            if (tokenizer.Tag.IsPrivate && !options.HasFlag(ConfidentialityOption.RetainSafePrivate))
            {
                return $"The private attribute {tokenizer.Tag} is there.";
            }

            if ((tokenizer.Tag.Group & 0xFF00) == 0x5000)
            {
                return $"The curve attribute {tokenizer.Tag} is there.";
            }
        }

        return hasEvidence ? null : "(0012,0062) Patient Identity Removed is missing.";
    }

    private bool IsOverridden(ProfileRow row) =>
        ConfidentialityOptions.All.Any(option => option.Column is { } column && options.HasFlag(option.Option) && row.Options.ContainsKey(column));

    private bool IsKept(DicomTag tag) => ProfileTable.Standard.Rows.FirstOrDefault(row => row.Matches(tag) && !row.IsPrivateRow) is { } row && IsOverridden(row);

    /// <summary>Whole values and name parts that are long enough not to stand in a file by chance.</summary>
    private static IEnumerable<byte[]> Parts(byte[] value)
    {
        var text = Encoding.Latin1.GetString(value).Trim('\0', ' ');
        return text.Split('\\', '=', '^').Append(text).Select(part => part.Trim()).Where(part => part.Length >= ShortestIdentifier && part.Any(char.IsLetterOrDigit)).Distinct().Select(Encoding.Latin1.GetBytes);
    }
}
