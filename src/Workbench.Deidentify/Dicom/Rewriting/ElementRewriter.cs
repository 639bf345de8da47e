using System.Text;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>Carries out an action on one element that is no sequence.</summary>
internal sealed class ElementRewriter(DicomIdentity identity, TextCleaner cleaner, ValueCopy copy)
{
    private static readonly DicomTag PatientName = new(0x0010, 0x0010);
    private static readonly DicomTag PatientId = new(0x0010, 0x0020);

    private readonly byte[] pseudonym = Encoding.ASCII.GetBytes(identity.Pseudonym);

    public void Rewrite(DicomTokenizer tokenizer, DicomWriter writer, AttributeAction action)
    {
        var (tag, representation) = (tokenizer.Tag, tokenizer.Representation);
        if (tag == PatientId || tag == PatientName)
        {
            writer.WriteElement(tag, representation, pseudonym);
            return;
        }

        TextShape.Check(tokenizer, action);
        if (IsTemporal(representation) && action is AttributeAction.Keep or AttributeAction.ShiftDate && !TextShape.IsTemporal(tokenizer.PeekValue()))
        {
            action = AttributeAction.Dummy;
        }

        switch (action)
        {
            case AttributeAction.Keep:
                copy.Element(tokenizer, writer);
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
                copy.Element(tokenizer, writer);
                break;
            case AttributeAction.ShiftDate when representation == ValueRepresentation.SH:
                // A difference of hours and minutes is none of dates; anything else does not belong there.
                var offset = tokenizer.ReadValue();
                writer.WriteElement(tag, representation, IsOffset(offset) ? offset : []);
                break;
            case AttributeAction.ShiftDate:
                writer.WriteElement(tag, representation, DateShift.Shift(tokenizer.ReadValue(), identity.ShiftDays) ?? DummyValue.For(representation));
                break;
            case AttributeAction.CleanIdentifiers:
                writer.WriteElement(tag, representation, cleaner.CleanIdentifiers(tokenizer.ReadValue()));
                break;
            case AttributeAction.CleanText when representation.IsText:
                writer.WriteElement(tag, representation, cleaner.Clean(tokenizer.ReadValue()));
                break;
        }
    }

    private static bool IsTemporal(ValueRepresentation representation) =>
        representation == ValueRepresentation.DA || representation == ValueRepresentation.DT || representation == ValueRepresentation.TM;

    /// <summary>+hhmm or -hhmm (PS3.3 2025e, C.12.1.1.8).</summary>
    private static bool IsOffset(ReadOnlySpan<byte> value)
    {
        var bare = value.TrimEnd(" \0"u8);
        return bare.Length == 5 && bare[0] is (byte)'+' or (byte)'-' && bare[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private byte[] ReplaceUids(ReadOnlySpan<byte> value)
    {
        var text = Encoding.ASCII.GetString(value.TrimEnd("\0 "u8));
        return Encoding.ASCII.GetBytes(text.Contains('\\')
            ? string.Join('\\', text.Split('\\').Select(uid => identity.ReplaceUid(uid.Trim('\0', ' '))))
            : identity.ReplaceUid(text));
    }
}
