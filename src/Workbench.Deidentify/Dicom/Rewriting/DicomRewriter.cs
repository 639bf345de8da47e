using System.Text;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// Writes one file anew under a profile: token by token, recursing through sequences, with file meta information of its own, and with the
/// attributes that say what was done (PS3.15 2025e, E.1.1). It holds one element at a time; pixel values pass through unless they are to
/// be blanked, and then a row or a frame at a time.
/// </summary>
public sealed class DicomRewriter(ConfidentialityProfile profile, DicomIdentity identity, TextCleaner cleaner, ActionCounts counts, PixelBlanking? blanking = null)
{
    /// <summary>Of this program, 2.25 form; says nothing about where it runs.</summary>
    private static readonly byte[] ImplementationClassUid = "2.25.190231786512943106430912874560129384756"u8.ToArray();

    /// <summary>(0040,0275) Request Attributes Sequence.</summary>
    private static readonly DicomTag RequestAttributes = new(0x0040, 0x0275);

    private readonly bool retainsSafePrivate = profile.Options.HasFlag(ConfidentialityOption.RetainSafePrivate);
    private string sopClassUid = "";
    private Stream output = Stream.Null;
    private ValueCopy copy = null!;
    private ElementRewriter element = null!;

    /// <summary>Rewrites a file.</summary>
    /// <param name="tokenizer">At the file's start.</param>
    /// <param name="file">What was read of the file before.</param>
    /// <param name="instanceUid">What the file meta information names as the instance: the new UID, or with Retain UIDs the file's.</param>
    /// <param name="stream">An empty one.</param>
    /// <exception cref="DicomFormatException">The file cannot be read with certainty; what was written so far is to be thrown away.</exception>
    public void Rewrite(DicomTokenizer tokenizer, FileIdentity file, string instanceUid, Stream stream)
    {
        // A deflated data set comes out inflated: nobody has to inflate it again to verify it. Blanked pixels come out uncompressed.
        var target = file.Syntax.IsDeflated || (blanking is not null && file.Syntax.IsEncapsulated) ? TransferSyntax.ExplicitLittleEndian : file.Syntax;
        sopClassUid = file.SopClassUid;
        output = stream;
        copy = new ValueCopy(stream, target);
        element = new ElementRewriter(identity, cleaner, copy);
        DicomWriter.WriteMeta(stream, target, Encoding.ASCII.GetBytes(file.SopClassUid), Encoding.ASCII.GetBytes(instanceUid), ImplementationClassUid, "WORKBENCH_1"u8);
        var writer = new DicomWriter(stream, target);
        var own = new OwnElements(profile, blanking is not null);
        blanking?.Describe(own);
        while (tokenizer.Read() && tokenizer.IsMeta)
        {
        }

        RewriteLevel(tokenizer, writer, DicomTokenKind.End, Surroundings.DataSet, default, own);
        own.WriteRest(writer);
    }

    private void RewriteLevel(DicomTokenizer tokenizer, DicomWriter writer, DicomTokenKind end, Surroundings inside, DicomTag parent, OwnElements? own)
    {
        var blocks = new PrivateBlocks(retainsSafePrivate);
        var code = inside is Surroundings.Retained or Surroundings.Cleaned ? new CodedItem() : null;
        DicomTag last = default;
        while (tokenizer.Kind != end)
        {
            if (tokenizer.Tag <= last && last != default)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"{tokenizer.Tag} comes after {last}: elements stand in ascending order.");
            }

            last = tokenizer.Tag;
            own?.WriteBefore(tokenizer.Tag, writer);
            if (own?.Owns(tokenizer.Tag) == true)
            {
                Skip(tokenizer);
            }
            else if (own is not null && blanking is not null && tokenizer.Tag == DicomTags.PixelData)
            {
                counts.Add(tokenizer.Tag, AttributeAction.BlankPixels);
                blanking.Rewrite(tokenizer, writer, output);
            }
            else
            {
                code?.Note(tokenizer);
                RewriteToken(tokenizer, writer, inside, parent, blocks, code);
            }

            tokenizer.Read();
        }
    }

    private void RewriteToken(DicomTokenizer tokenizer, DicomWriter writer, Surroundings inside, DicomTag parent, PrivateBlocks blocks, CodedItem? code)
    {
        var tag = tokenizer.Tag;
        var rule = tag.IsPrivate ? blocks.Act(tokenizer, writer) : profile.ActionFor(tag, tokenizer.Representation, sopClassUid, inside != Surroundings.DataSet);
        if (rule is null)
        {
            return;
        }

        // Nobody says how an untyped value is written, and other programs stop reading at it.
        var action = tokenizer.IsUntyped ? AttributeAction.Remove : Within(inside, tokenizer, rule.Value, code);
        if (action == AttributeAction.Zero && parent == RequestAttributes && tokenizer.Kind == DicomTokenKind.SequenceStart)
        {
            // Sequences there are of type 3 and have items or are missing (PS3.3 2025e, 10.6); elsewhere the same ones may be empty.
            action = AttributeAction.Remove;
        }

        if (action == AttributeAction.Keep && tokenizer.Kind == DicomTokenKind.Element && IsPlainText(tokenizer) && cleaner.HoldsIdentifier(tokenizer.PeekValue()))
        {
            action = AttributeAction.CleanIdentifiers;
        }
        else if (action == AttributeAction.Keep && tokenizer.Kind == DicomTokenKind.Element && IsRetainedWithoutBeingOne(tokenizer))
        {
            action = AttributeAction.ReplaceUid;
        }

        counts.Add(tag, action);
        switch (tokenizer.Kind)
        {
            case DicomTokenKind.Element:
                element.Rewrite(tokenizer, writer, action);
                break;
            case DicomTokenKind.SequenceStart:
                RewriteSequence(tokenizer, writer, action, inside);
                break;
            case DicomTokenKind.FragmentsStart when action == AttributeAction.Keep:
                copy.Fragments(tokenizer, writer);
                break;
            default:
                Skip(tokenizer);
                break;
        }
    }

    /// <summary>Text that the table does not know as identifying; not what an option retains as it is, nor the vocabulary of makers and codes.</summary>
    private bool IsPlainText(DicomTokenizer tokenizer) =>
        tokenizer.Representation.FollowsCharacterSet && !tokenizer.Tag.IsPrivate && tokenizer.Tag.Value is not (0x0008_0070 or 0x0008_0104 or 0x0008_1090 or 0x0018_1020) &&
        !profile.IsRetainedByOption(tokenizer.Tag);

    /// <summary>Under Retain UIDs.</summary>
    private bool IsRetainedWithoutBeingOne(DicomTokenizer tokenizer)
    {
        if (tokenizer.Representation != ValueRepresentation.UI || tokenizer.Length == 0 || !profile.IsRetainedByOption(tokenizer.Tag))
        {
            return false;
        }

        var text = Encoding.Latin1.GetString(tokenizer.PeekValue()).Trim('\0', ' ');
        return Array.Exists(text.Split('\\'), uid => uid.Length > 0 && !DicomIdentity.IsUid(uid.Trim('\0', ' ')));
    }

    /// <summary>What the sequence around an element makes of the element's own action; never less than it.</summary>
    private AttributeAction Within(Surroundings inside, DicomTokenizer tokenizer, AttributeAction action, CodedItem? code)
    {
        if (inside == Surroundings.Dummy)
        {
            return action == AttributeAction.Keep && !profile.IsRetainedByOption(tokenizer.Tag) ? DummyInside(tokenizer.Representation) : action;
        }

        if (code is not null && tokenizer.Tag == CodedItem.CodeMeaning && !code.HasPublicCode)
        {
            return AttributeAction.Dummy;
        }

        if (inside == Surroundings.Cleaned && action is AttributeAction.Keep or AttributeAction.Dummy && tokenizer.Kind == DicomTokenKind.Element && tokenizer.Representation.FollowsCharacterSet)
        {
            return tokenizer.Representation == ValueRepresentation.PN ? AttributeAction.Dummy : AttributeAction.CleanText;
        }

        return action;
    }

    /// <summary>In a sequence that has to stay for its own sake, only structure, codes and numbers stay.</summary>
    private static AttributeAction DummyInside(ValueRepresentation representation) =>
        representation == ValueRepresentation.SQ ? AttributeAction.Keep
        : representation == ValueRepresentation.UI ? AttributeAction.ReplaceUid
        : representation.FollowsCharacterSet || representation == ValueRepresentation.DA || representation == ValueRepresentation.DT || representation == ValueRepresentation.TM ||
          representation == ValueRepresentation.OB || representation == ValueRepresentation.UN || representation == ValueRepresentation.UR ? AttributeAction.Dummy
        : AttributeAction.Keep;

    private void RewriteSequence(DicomTokenizer tokenizer, DicomWriter writer, AttributeAction action, Surroundings inside)
    {
        if (action == AttributeAction.Remove)
        {
            Skip(tokenizer);
            return;
        }

        var sequence = tokenizer.Tag;
        writer.StartSequence(sequence);
        if (action == AttributeAction.Zero)
        {
            Skip(tokenizer);
        }
        else
        {
            var within = action switch
            {
                AttributeAction.Dummy => Surroundings.Dummy,
                AttributeAction.CleanText => Surroundings.Cleaned,
                _ when inside is Surroundings.DataSet or Surroundings.Sequence && profile.IsRetainedByOption(sequence) => Surroundings.Retained,
                _ => inside == Surroundings.DataSet ? Surroundings.Sequence : inside,
            };
            while (tokenizer.Read() && tokenizer.Kind == DicomTokenKind.ItemStart)
            {
                writer.StartItem();
                tokenizer.Read();
                RewriteLevel(tokenizer, writer, DicomTokenKind.ItemEnd, within, sequence, null);
                writer.EndItem();
            }
        }

        writer.EndSequence();
    }

    /// <summary>Moves to the end of what the current token opened; for an element nothing has to be done.</summary>
    private static void Skip(DicomTokenizer tokenizer)
    {
        if (tokenizer.Kind is not (DicomTokenKind.SequenceStart or DicomTokenKind.FragmentsStart))
        {
            return;
        }

        var depth = tokenizer.Depth;
        while (tokenizer.Depth >= depth && tokenizer.Read())
        {
        }
    }
}
