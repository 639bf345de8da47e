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
    /// <summary>An identifier this long, with this many different characters, does not stand in image bytes by chance.</summary>
    private const int DistinctiveLength = 8;
    private const int DistinctiveCharacters = 4;

    /// <summary>Shorter ones are looked for as whole words in text, where a person would read them as what they are.</summary>
    private const int ShortestWord = 4;

    /// <summary>Null when the output may go out; otherwise what is wrong with it.</summary>
    public string? FindProblem(ReadOnlySpan<byte> output, FileIdentity original, DicomIdentity identity)
    {
        if (output.Length < 132 || output[..128].IndexOfAnyExcept((byte)0) >= 0)
        {
            return "The preamble is not empty.";
        }

        var words = new List<(DicomTag Tag, byte[] Word)>();
        foreach (var (tag, part) in original.Identifiers.Where(identifier => !IsKept(identifier.Tag)).SelectMany(identifier => Parts(identifier.Value).Select(part => (identifier.Tag, part))))
        {
            if (IsHarmless(part, identity))
            {
                continue;
            }

            if (part.Length >= DistinctiveLength && part.Distinct().Count() >= DistinctiveCharacters)
            {
                if (output.IndexOf(part) >= 0)
                {
                    return $"A part of {tag} stands in the output's bytes.";
                }
            }
            else
            {
                words.Add((tag, part));
            }
        }

        return FindWrongElement(output.ToArray(), words);
    }

    /// <summary>What the output holds by rule: dummies, and the pseudonym.</summary>
    private static bool IsHarmless(byte[] part, DicomIdentity identity) =>
        Dummies.Contains(Encoding.Latin1.GetString(part)) || Encoding.ASCII.GetBytes(identity.Pseudonym).AsSpan().IndexOf(part) >= 0;

    private static readonly HashSet<string> Dummies = new(StringComparer.OrdinalIgnoreCase) { "REMOVED", "OTHER", "19000101", "000000" };

    private static bool ContainsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var from = 0; text[from..].IndexOf(word) is var index and >= 0; from += index + 1)
        {
            var start = from + index;
            var end = start + word.Length;
            if ((start == 0 || !char.IsLetterOrDigit((char)text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit((char)text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private string? FindWrongElement(byte[] output, List<(DicomTag Tag, byte[] Word)> words)
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
                if (!SaysNothing(tokenizer))
                {
                    return $"{tokenizer.Tag} has to be removed and is there.";
                }

                continue;
            }

            if (tokenizer.Tag.IsPrivate && !options.HasFlag(ConfidentialityOption.RetainSafePrivate))
            {
                return $"The private attribute {tokenizer.Tag} is there.";
            }

            if ((tokenizer.Tag.Group & 0xFF00) is 0x5000 or 0x6000)
            {
                return $"The curve or overlay attribute {tokenizer.Tag} is there.";
            }

            if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Representation.FollowsCharacterSet && FindWord(tokenizer, words) is { } from)
            {
                return $"A part of {from} stands in {tokenizer.Tag}.";
            }
        }

        return hasEvidence ? null : "(0012,0062) Patient Identity Removed is missing.";
    }

    /// <summary>Mandatory in its object, so that it could not be removed: it has to be empty or a dummy.</summary>
    private static bool SaysNothing(DicomTokenizer tokenizer) =>
        tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0 &&
        (tokenizer.Length == 0 || (tokenizer.Length <= 16 && Dummies.Contains(Encoding.Latin1.GetString(tokenizer.ReadValue()).TrimEnd(' ', '\0'))));

    private static DicomTag? FindWord(DicomTokenizer tokenizer, List<(DicomTag Tag, byte[] Word)> words)
    {
        if (words.Count == 0 || tokenizer.Length == 0)
        {
            return null;
        }

        var value = tokenizer.ReadValue();
        foreach (var (tag, word) in words)
        {
            if (ContainsWord(value, word))
            {
                return tag;
            }
        }

        return null;
    }

    private bool IsOverridden(ProfileRow row) =>
        ConfidentialityOptions.All.Any(option => option.Column is { } column && options.HasFlag(option.Option) && row.Options.ContainsKey(column));

    private bool IsKept(DicomTag tag) => ProfileTable.Standard.Rows.FirstOrDefault(row => row.Matches(tag) && !row.IsPrivateRow) is { } row && IsOverridden(row);

    /// <summary>Whole values and name parts that are long enough not to stand in a file by chance.</summary>
    private static IEnumerable<byte[]> Parts(byte[] value)
    {
        var text = Encoding.Latin1.GetString(value).Trim('\0', ' ');
        return text.Split('\\', '=', '^').Append(text).Select(part => part.Trim()).Where(part => part.Length >= ShortestWord && part.Any(char.IsLetterOrDigit)).Distinct().Select(Encoding.Latin1.GetBytes);
    }
}
