using System.Text;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// Writes one file anew under a profile: token by token, recursing through sequences, with file meta information of its own, and with the
/// attributes that say what was done (PS3.15 2025e, E.1.1). It holds one element at a time; pixel values are copied, not decoded.
/// </summary>
public sealed class DicomRewriter(ConfidentialityProfile profile, DicomIdentity identity, TextCleaner cleaner, ActionCounts counts)
{
    /// <summary>Of this program, 2.25 form; says nothing about where it runs.</summary>
    private static readonly byte[] ImplementationClassUid = "2.25.190231786512943106430912874560129384756"u8.ToArray();

    private static readonly DicomTag PatientName = new(0x0010, 0x0010);
    private static readonly DicomTag PatientId = new(0x0010, 0x0020);

    private string sopClassUid = "";
    private TransferSyntax target = TransferSyntax.ExplicitLittleEndian;
    private Stream output = Stream.Null;

    /// <summary>Rewrites a file.</summary>
    /// <param name="tokenizer">At the file's start.</param>
    /// <param name="file">What was read of the file before.</param>
    /// <param name="stream">An empty one.</param>
    /// <exception cref="DicomFormatException">The file cannot be read with certainty; what was written so far is to be thrown away.</exception>
    public void Rewrite(DicomTokenizer tokenizer, FileIdentity file, Stream stream)
    {
        // A deflated data set comes out inflated: nobody has to inflate it again to verify it.
        var syntax = file.Syntax.IsDeflated ? TransferSyntax.ExplicitLittleEndian : file.Syntax;
        sopClassUid = file.SopClassUid;
        output = stream;
        target = syntax;
        var instance = profile.Options.HasFlag(ConfidentialityOption.RetainUids) ? file.SopInstanceUid : identity.ReplaceUid(file.SopInstanceUid);
        DicomWriter.WriteMeta(stream, syntax, Encoding.ASCII.GetBytes(file.SopClassUid), Encoding.ASCII.GetBytes(instance), ImplementationClassUid, "WORKBENCH_1"u8);
        var writer = new DicomWriter(stream, syntax);
        var evidence = new EvidenceWriter(profile);
        while (tokenizer.Read() && tokenizer.IsMeta)
        {
        }

        RewriteLevel(tokenizer, writer, DicomTokenKind.End, Inside.DataSet, evidence);
        evidence.WriteRest(writer);
    }

    private void RewriteLevel(DicomTokenizer tokenizer, DicomWriter writer, DicomTokenKind end, Inside inside, EvidenceWriter? evidence)
    {
        var blocks = new PrivateBlocks();
        DicomTag last = default;
        while (tokenizer.Kind != end)
        {
            if (tokenizer.Tag <= last && last != default)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"{tokenizer.Tag} comes after {last}: elements stand in ascending order.");
            }

            last = tokenizer.Tag;
            if (evidence is not null)
            {
                evidence.WriteBefore(tokenizer.Tag, writer);
                if (EvidenceWriter.Owns(tokenizer.Tag))
                {
                    Skip(tokenizer);
                    tokenizer.Read();
                    continue;
                }
            }

            RewriteToken(tokenizer, writer, inside, blocks);
            tokenizer.Read();
        }
    }

    private void RewriteToken(DicomTokenizer tokenizer, DicomWriter writer, Inside inside, PrivateBlocks blocks)
    {
        var tag = tokenizer.Tag;
        var action = tag.IsPrivate ? PrivateAction(tokenizer, blocks, writer) : profile.ActionFor(tag, tokenizer.Representation, sopClassUid, inside != Inside.DataSet);
        if (action is null)
        {
            return;
        }

        if (inside == Inside.Dummy && action == AttributeAction.Keep)
        {
            action = DummyInside(tokenizer.Representation);
        }
        else if (inside == Inside.Cleaned && action is AttributeAction.Keep or AttributeAction.Dummy && tokenizer.Kind == DicomTokenKind.Element && tokenizer.Representation.FollowsCharacterSet)
        {
            action = tokenizer.Representation == ValueRepresentation.PN ? AttributeAction.Dummy : AttributeAction.CleanText;
        }

        counts.Add(tag, action.Value);
        switch (tokenizer.Kind)
        {
            case DicomTokenKind.Element:
                RewriteElement(tokenizer, writer, action.Value);
                break;
            case DicomTokenKind.SequenceStart:
                RewriteSequence(tokenizer, writer, action.Value, inside);
                break;
            case DicomTokenKind.FragmentsStart when action == AttributeAction.Keep:
                CopyFragments(tokenizer, writer);
                break;
            default:
                Skip(tokenizer);
                break;
        }
    }

    /// <summary>Without the option all private attributes go; with it those on the safe list stay, with their creators (PS3.15, E.3.10).</summary>
    private AttributeAction? PrivateAction(DicomTokenizer tokenizer, PrivateBlocks blocks, DicomWriter writer)
    {
        var tag = tokenizer.Tag;
        if (!profile.Options.HasFlag(ConfidentialityOption.RetainSafePrivate) || tag.IsGroupLength)
        {
            return AttributeAction.Remove;
        }

        if (tag.IsPrivateCreator && tokenizer.Kind == DicomTokenKind.Element && tokenizer.Length is > 0 and <= 64)
        {
            // All creators of a group stand before its elements, so a creator is written before it is known whether any of its block
            // stays; only names that the standard itself lists are.
            var name = Encoding.ASCII.GetString(tokenizer.ReadValue()).Trim(' ', '\0');
            blocks.Reserve(tag, name);
            if (SafePrivateList.Standard.Knows(tag.Group, name))
            {
                writer.WriteElement(tag, ValueRepresentation.LO, Encoding.ASCII.GetBytes(name));
            }

            return null;
        }

        if (tokenizer.Kind == DicomTokenKind.Element && blocks.CreatorOf(tag) is { } creator && SafePrivateList.Standard.Contains(tag.Group, (byte)tag.Element, creator))
        {
            return AttributeAction.Keep;
        }

        return AttributeAction.Remove;
    }

    /// <summary>In a sequence that has to stay for its own sake, only structure, codes and numbers stay.</summary>
    private static AttributeAction DummyInside(ValueRepresentation representation) =>
        representation == ValueRepresentation.SQ ? AttributeAction.Keep
        : representation == ValueRepresentation.UI ? AttributeAction.ReplaceUid
        : representation.FollowsCharacterSet || representation == ValueRepresentation.DA || representation == ValueRepresentation.DT || representation == ValueRepresentation.TM ||
          representation == ValueRepresentation.OB || representation == ValueRepresentation.UN || representation == ValueRepresentation.UR ? AttributeAction.Dummy
        : AttributeAction.Keep;

    private void RewriteElement(DicomTokenizer tokenizer, DicomWriter writer, AttributeAction action)
    {
        var (tag, representation) = (tokenizer.Tag, tokenizer.Representation);
        if (tag == PatientId || tag == PatientName)
        {
            writer.WriteElement(tag, representation, Encoding.ASCII.GetBytes(identity.Pseudonym));
            return;
        }

        switch (action)
        {
            case AttributeAction.Keep:
                CopyElement(tokenizer, writer);
                break;
            case AttributeAction.Zero:
                writer.WriteElement(tag, representation, []);
                break;
            case AttributeAction.Dummy:
                writer.WriteElement(tag, representation, DummyValue.For(representation));
                break;
            case AttributeAction.ReplaceUid:
                writer.WriteElement(tag, representation, ReplaceUids(tokenizer.ReadValue()));
                break;
            case AttributeAction.ShiftDate when representation == ValueRepresentation.TM:
                // Dates move by whole days, so the time of day stays what it was.
                writer.WriteElement(tag, representation, tokenizer.ReadValue().ToArray());
                break;
            case AttributeAction.ShiftDate:
                writer.WriteElement(tag, representation, DateShift.Shift(tokenizer.ReadValue(), identity.ShiftDays) ?? DummyValue.For(representation));
                break;
            case AttributeAction.CleanText when representation.IsText:
                writer.WriteElement(tag, representation, cleaner.Clean(tokenizer.ReadValue()));
                break;
        }
    }

    private void CopyElement(DicomTokenizer tokenizer, DicomWriter writer)
    {
        var (tag, representation) = (tokenizer.Tag, tokenizer.Representation);
        if (target.IsExplicit && !representation.HasLongLength && tokenizer.Length > ushort.MaxValue - 1)
        {
            // Longer than the representation can say: such a value is written as UN, which is little endian everywhere (PS3.5, 6.2.2 note).
            representation = ValueRepresentation.UN;
            if (tokenizer.IsBigEndian)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"The value of {tag} is too long for its representation.");
            }
        }

        if (tokenizer.IsBigEndian != target.IsBigEndian && representation.UnitBytes > 1)
        {
            writer.WriteElement(tag, representation, Swapped(tokenizer, representation.UnitBytes));
            return;
        }

        writer.StartElement(tag, representation, tokenizer.Length + (tokenizer.Length & 1));
        var isOdd = (tokenizer.Length & 1) == 1;
        tokenizer.CopyValueTo(output);
        if (isOdd)
        {
            output.WriteByte(representation.Padding);
        }
    }

    /// <summary>Numbers in the other byte order: inside a sequence of VR UN they are little endian whatever the data set is (PS3.5, 6.2.2 note 2).</summary>
    private static byte[] Swapped(DicomTokenizer tokenizer, int unit)
    {
        var tag = tokenizer.Tag;
        var value = tokenizer.ReadValue().ToArray();
        if (value.Length % unit != 0)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"The value of {tag} is no whole number of its units.");
        }

        for (var at = 0; at < value.Length; at += unit)
        {
            value.AsSpan(at, unit).Reverse();
        }

        return value;
    }

    private void RewriteSequence(DicomTokenizer tokenizer, DicomWriter writer, AttributeAction action, Inside inside)
    {
        if (action == AttributeAction.Remove)
        {
            Skip(tokenizer);
            return;
        }

        writer.StartSequence(tokenizer.Tag);
        if (action == AttributeAction.Zero)
        {
            Skip(tokenizer);
        }
        else
        {
            var within = action switch
            {
                AttributeAction.Dummy => Inside.Dummy,
                AttributeAction.CleanText => Inside.Cleaned,
                _ => inside == Inside.DataSet ? Inside.Sequence : inside,
            };
            while (tokenizer.Read() && tokenizer.Kind == DicomTokenKind.ItemStart)
            {
                writer.StartItem();
                tokenizer.Read();
                RewriteLevel(tokenizer, writer, DicomTokenKind.ItemEnd, within, null);
                writer.EndItem();
            }
        }

        writer.EndSequence();
    }

    private void CopyFragments(DicomTokenizer tokenizer, DicomWriter writer)
    {
        writer.StartFragments(tokenizer.Tag, tokenizer.Representation);
        while (tokenizer.Read() && tokenizer.Kind == DicomTokenKind.Fragment)
        {
            writer.StartFragment(tokenizer.Length);
            tokenizer.CopyValueTo(output);
        }

        writer.EndFragments();
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

    private byte[] ReplaceUids(ReadOnlySpan<byte> value) =>
        Encoding.ASCII.GetBytes(string.Join('\\', Encoding.ASCII.GetString(value).TrimEnd('\0', ' ').Split('\\').Select(uid => identity.ReplaceUid(uid.Trim('\0', ' ')))));

    /// <summary>What surrounds an element, since an action on a sequence reaches into its items.</summary>
    private enum Inside
    {
        DataSet,
        Sequence,

        /// <summary>A sequence with action D: text, dates and bytes become dummies.</summary>
        Dummy,

        /// <summary>A sequence with action C: text is cleaned.</summary>
        Cleaned,
    }
}
