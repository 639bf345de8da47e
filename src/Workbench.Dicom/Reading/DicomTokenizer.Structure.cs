using System.Buffers.Binary;
using System.Text;
using Workbench.Dicom.Dictionary;

namespace Workbench.Dicom.Reading;

/// <content>How tags, lengths, items and delimiters become tokens (PS3.5 2025e, section 7).</content>
public sealed partial class DicomTokenizer
{
    private DicomTag ReadTag()
    {
        var bytes = Take(4);
        return IsBigEndian
            ? new DicomTag(BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]))
            : new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
    }

    private uint ReadUInt32()
    {
        var bytes = Take(4);
        return IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private ushort ReadUInt16()
    {
        var bytes = Take(2);
        return IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var bytes = window.Peek(count);
        if (bytes.Length < count)
        {
            throw Truncated();
        }

        window.Consume(count);
        return bytes;
    }

    private void ReadElement()
    {
        if (Depth > 0 && levels.Current.Kind != LevelKind.Item)
        {
            throw Broken("Something other than an item stands in a sequence");
        }

        IsUntyped = false;
        var length = ReadRepresentationAndLength();
        ValueOffset = window.Position;
        Length = length == Undefined ? -1 : length;
        CheckFits(length);
        if (length == Undefined && Representation != ValueRepresentation.SQ && Representation != ValueRepresentation.UN && Tag == DicomTags.PixelData)
        {
            if (isGuessed)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.UnknownTransferSyntax, "The file names no transfer syntax, and its pixels are compressed.");
            }

            Kind = DicomTokenKind.FragmentsStart;
            Representation = isExplicit ? Representation : ValueRepresentation.OB;
            Open(LevelKind.Fragments, null, isExplicit: true, isUnknown: false);
        }
        else if (Representation == ValueRepresentation.SQ || length == Undefined || IsUnknownPublicSequence())
        {
            if (length == Undefined && Representation != ValueRepresentation.SQ && Representation != ValueRepresentation.UN)
            {
                throw Broken("Only sequences and pixel data may have an undefined length");
            }

            // A value of VR UN is always written in implicit little endian, whatever the syntax around it (PS3.5, 6.2.2 note 2).
            var isUnknown = Representation == ValueRepresentation.UN || (Depth > 0 && levels.Current.IsUnknown);
            Kind = DicomTokenKind.SequenceStart;
            Open(LevelKind.Sequence, length == Undefined ? null : window.Position + length, IsExplicitHere && !isUnknown, isUnknown);
        }
        else
        {
            Kind = DicomTokenKind.Element;
            isValuePending = true;
            unread = Length;
            if (Tag == DicomTags.PixelRepresentation && Length == 2)
            {
                hasSignedPixels = window.Peek(2).IndexOf((byte)1) >= 0;
            }

            ReadMetaElement();
        }
    }

    /// <summary>Numbers that are US or SS are what (0028,0103) Pixel Representation says (PS3.5, A.1).</summary>
    private ValueRepresentation DictionaryRepresentation()
    {
        var representation = DataDictionary.ImplicitRepresentation(Tag);
        return hasSignedPixels && representation == ValueRepresentation.US && DataDictionary.Find(Tag)!.Representations.Contains("SS", StringComparison.Ordinal) ? ValueRepresentation.SS : representation;
    }

    private uint ReadRepresentationAndLength()
    {
        if (!IsMeta && !IsExplicitHere)
        {
            Representation = DictionaryRepresentation();
            return ReadUInt32();
        }

        var head = window.Peek(4);
        if (head.Length < 4)
        {
            throw Truncated();
        }

        Representation = new ValueRepresentation(BinaryPrimitives.ReadUInt16BigEndian(head));
        if (Representation.IsKnown)
        {
            window.Consume(2);
            if (!Representation.HasLongLength)
            {
                return ReadUInt16();
            }

            Take(2);
            return ReadUInt32();
        }

        var isBlank = head[..2].SequenceEqual("  "u8) && head[2..4].IndexOfAnyExcept((byte)0) >= 0;
        Representation = DictionaryRepresentation();
        if (IsMeta && !isBlank)
        {
            // File meta information that some system wrote implicitly; its elements have the same tags.
            return ReadUInt32();
        }

        if (!isBlank || Representation == ValueRepresentation.SQ)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.UnknownRepresentation, $"The value representation of {Tag} is none of the standard's.");
        }

        // Two spaces where the letters should be, which one maker's workstations wrote for years; a length of 16 bits follows.
        IsUntyped = true;
        window.Consume(2);
        return ReadUInt16();
    }

    /// <summary>A public sequence that some system wrote as UN, because it did not know it, is still a sequence.</summary>
    private bool IsUnknownPublicSequence() =>
        Representation == ValueRepresentation.UN && Length > 0 && !Tag.IsPrivate && DataDictionary.Find(Tag)?.Representation == ValueRepresentation.SQ;

    private void ReadMetaElement()
    {
        if (!IsMeta)
        {
            return;
        }

        if (Tag == DicomTags.TransferSyntaxUid && Length is > 0 and <= 66)
        {
            var uid = Encoding.ASCII.GetString(window.Peek((int)Length)).TrimEnd('\0', ' ');
            metaSyntax = TransferSyntax.Find(uid)
                ?? throw new DicomFormatException(DicomFormatException.Reasons.UnknownTransferSyntax, "The transfer syntax is not known.");
        }
    }

    private void ReadItemOrDelimiter()
    {
        var length = ReadUInt32();
        Representation = ValueRepresentation.UN;
        Length = length == Undefined ? -1 : length;
        ValueOffset = window.Position;
        if (Depth == 0)
        {
            throw Broken("An item or delimiter stands outside any sequence");
        }

        var level = levels.Current;
        if (Tag == DicomTags.Item && level.Kind == LevelKind.Sequence)
        {
            CheckFits(length);
            Kind = DicomTokenKind.ItemStart;
            Open(LevelKind.Item, length == Undefined ? null : window.Position + length, level.IsExplicit, level.IsUnknown);
        }
        else if (Tag == DicomTags.Item && level.Kind == LevelKind.Fragments && length != Undefined)
        {
            Kind = DicomTokenKind.Fragment;
            isValuePending = true;
            unread = Length;
        }
        else if (Tag == DicomTags.ItemDelimitation && level.Kind == LevelKind.Item && level.End is null && length == 0)
        {
            Close();
        }
        else if (Tag == DicomTags.SequenceDelimitation && level.Kind != LevelKind.Item && level.End is null && length == 0)
        {
            Close();
        }
        else
        {
            throw Broken("An item or delimiter stands where none may stand");
        }
    }

    private bool IsExplicitHere => Depth == 0 ? isExplicit : levels.Current.IsExplicit;

    /// <summary>A defined length must end inside every level around it.</summary>
    private void CheckFits(uint length)
    {
        if (length != Undefined && !levels.Fits(window.Position + length))
        {
            throw Broken("A length reaches beyond the item or sequence around it");
        }
    }

    private void Open(LevelKind kind, long? end, bool isExplicit, bool isUnknown) => levels.Open(new OpenLevel(kind, end, isExplicit, isUnknown, Tag, Representation));

    private bool Close()
    {
        var level = levels.Close();
        Kind = level.Kind switch
        {
            LevelKind.Sequence => DicomTokenKind.SequenceEnd,
            LevelKind.Item => DicomTokenKind.ItemEnd,
            _ => DicomTokenKind.FragmentsEnd,
        };
        Tag = level.Tag;
        Representation = level.Representation;
        Length = 0;
        return true;
    }

    private DicomFormatException Broken(string what) =>
        new(DicomFormatException.Reasons.BrokenStructure, $"{what}, at {Tag}, byte {window.Position}.");

    private DicomFormatException Truncated() =>
        new(DicomFormatException.Reasons.Truncated, $"The file ends inside {Tag}, at byte {window.Position}.");
}
