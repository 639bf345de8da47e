using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>
/// A second reading of an output, with no code of the rewriter's: against the profile's table read anew, and against this patient's
/// identifiers in the raw bytes. What it finds stops the file; it names tags and never a value. It holds a window of the output at a time.
/// </summary>
public sealed class OutputVerifier(ConfidentialityOption options)
{
    private static readonly DicomTag PatientIdentityRemoved = new(0x0012, 0x0062);

    private readonly TableCheck table = new(options);

    /// <summary>Null when the output may go out; otherwise what is wrong with it.</summary>
    /// <param name="output">A whole file that can be read more than once.</param>
    /// <param name="original">What was read of the input.</param>
    /// <param name="identity">The patient's replacements.</param>
    /// <param name="note">Gets each byte of the output once, such as a hash.</param>
    public string? FindProblem(Stream output, FileIdentity original, DicomIdentity identity, Action<ReadOnlySpan<byte>>? note = null)
    {
        var identifiers = new OriginalIdentifiers(original, identity, tag => OptionRows.Overrides(tag, options));
        var retained = new RetainedValues(options);
        if (!HasEmptyPreamble(output))
        {
            return "The preamble is not empty.";
        }

        if (FindWrongElement(output, identifiers, retained, identity.Pseudonym) is { } problem)
        {
            return problem;
        }

        return RawSearch.Find(output, identifiers.Distinctive, retained.MayStand, note) is { } found ? $"A part of {found} stands in the output's bytes." : null;
    }

    private static bool HasEmptyPreamble(Stream output)
    {
        Span<byte> preamble = stackalloc byte[128];
        output.Position = 0;
        return output.ReadAtLeast(preamble, preamble.Length, throwOnEndOfStream: false) == preamble.Length && preamble.IndexOfAnyExcept((byte)0) < 0;
    }

    private string? FindWrongElement(Stream output, OriginalIdentifiers identifiers, RetainedValues retained, string pseudonym)
    {
        output.Position = 0;
        using var tokenizer = new DicomTokenizer(output, ownsStream: false);
        var privates = new PrivateCheck(options.HasFlag(ConfidentialityOption.RetainSafePrivate));
        var hasEvidence = false;
        while (tokenizer.Read())
        {
            if (tokenizer.Kind == DicomTokenKind.ItemEnd)
            {
                privates.Leave(tokenizer.Depth);
            }

            if (tokenizer.IsMeta || tokenizer.Kind is not (DicomTokenKind.Element or DicomTokenKind.SequenceStart))
            {
                continue;
            }

            hasEvidence |= tokenizer.Tag == PatientIdentityRemoved;
            if (tokenizer.Tag.IsPrivate)
            {
                if (!privates.Allows(tokenizer))
                {
                    return $"The private attribute {tokenizer.Tag} is there.";
                }

                continue;
            }

            if (table.FindProblem(tokenizer, pseudonym) is { } problem)
            {
                return problem;
            }

            if (tokenizer.Kind == DicomTokenKind.Element)
            {
                retained.Note(tokenizer);
                if (FindWord(tokenizer, identifiers.Words, retained) is { } from)
                {
                    return $"A part of {from} stands in {tokenizer.Tag}.";
                }
            }
        }

        return hasEvidence ? null : "(0012,0062) Patient Identity Removed is missing.";
    }

    private static DicomTag? FindWord(DicomTokenizer tokenizer, List<OriginalIdentifier> words, RetainedValues retained)
    {
        if (words.Count == 0 || tokenizer.Length == 0 || !tokenizer.Representation.FollowsCharacterSet)
        {
            return null;
        }

        var value = tokenizer.PeekValue();
        foreach (var word in words)
        {
            if (ContainsWord(value, word.Bytes) && !retained.MayStand(word, tokenizer.Tag))
            {
                return word.Tag;
            }
        }

        return null;
    }

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
}
