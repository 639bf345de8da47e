using System.Buffers.Binary;
using Workbench.Dicom.Reading;

namespace Workbench.Dicom.Writing;

/// <summary>
/// Writes a DICOM Part 10 file (PS3.10 2025e, section 7) token by token: sequences and items with undefined length, values padded to an
/// even number of bytes. Values are given in the byte order of the syntax. Knows no policy and does not sort: elements
/// come in ascending order, or <see cref="InvalidOperationException"/> says that the caller is wrong.
/// </summary>
public sealed class DicomWriter(Stream target, TransferSyntax syntax)
{
    private const uint Undefined = uint.MaxValue;

    private readonly Stack<(DicomTokenKind Kind, DicomTag Last)> open = new();
    private readonly byte[] header = new byte[12];
    private DicomTag last;

    /// <summary>Writes 128 zero bytes, the prefix, and file meta information of its own; nothing is taken over from another file's (PS3.10, 7.1).</summary>
    /// <param name="target">A stream at its start.</param>
    /// <param name="syntax">Of the data set that follows.</param>
    /// <param name="sopClassUid">Media Storage SOP Class UID.</param>
    /// <param name="sopInstanceUid">Media Storage SOP Instance UID.</param>
    /// <param name="implementationClassUid">Of the program that writes.</param>
    /// <param name="implementationVersion">At most 16 characters.</param>
    public static void WriteMeta(Stream target, TransferSyntax syntax, ReadOnlySpan<byte> sopClassUid, ReadOnlySpan<byte> sopInstanceUid, ReadOnlySpan<byte> implementationClassUid, ReadOnlySpan<byte> implementationVersion)
    {
        using var group = new MemoryStream();
        var meta = new DicomWriter(group, TransferSyntax.ExplicitLittleEndian);
        meta.WriteElement(DicomTags.FileMetaInformationVersion, ValueRepresentation.OB, [0, 1]);
        meta.WriteElement(DicomTags.MediaStorageSopClassUid, ValueRepresentation.UI, sopClassUid);
        meta.WriteElement(DicomTags.MediaStorageSopInstanceUid, ValueRepresentation.UI, sopInstanceUid);
        meta.WriteElement(DicomTags.TransferSyntaxUid, ValueRepresentation.UI, System.Text.Encoding.ASCII.GetBytes(syntax.Uid));
        meta.WriteElement(DicomTags.ImplementationClassUid, ValueRepresentation.UI, implementationClassUid);
        meta.WriteElement(DicomTags.ImplementationVersionName, ValueRepresentation.SH, implementationVersion);

        target.Write(new byte[128]);
        target.Write("DICM"u8);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)group.Length);
        new DicomWriter(target, TransferSyntax.ExplicitLittleEndian).WriteElement(DicomTags.FileMetaInformationGroupLength, ValueRepresentation.UL, length);
        group.WriteTo(target);
    }

    /// <summary>Writes a whole element; an odd value is padded.</summary>
    /// <exception cref="ArgumentException">The value is longer than its value representation can say (PS3.5, 7.1.2).</exception>
    public void WriteElement(DicomTag tag, ValueRepresentation representation, ReadOnlySpan<byte> value)
    {
        StartElement(tag, representation, value.Length + (value.Length & 1));
        target.Write(value);
        if ((value.Length & 1) == 1)
        {
            target.WriteByte(representation.Padding);
        }
    }

    /// <summary>Writes an element's tag, representation and length; the caller writes exactly that many bytes to the target.</summary>
    public void StartElement(DicomTag tag, ValueRepresentation representation, long length)
    {
        Advance(tag);
        WriteHeader(tag, representation, checked((uint)length));
    }

    public void StartSequence(DicomTag tag)
    {
        Advance(tag);
        WriteHeader(tag, ValueRepresentation.SQ, Undefined);
        Push(DicomTokenKind.SequenceStart);
    }

    public void EndSequence()
    {
        Pop(DicomTokenKind.SequenceStart);
        WriteItemHeader(DicomTags.SequenceDelimitation, 0);
    }

    public void StartItem()
    {
        WriteItemHeader(DicomTags.Item, Undefined);
        Push(DicomTokenKind.ItemStart);
    }

    public void EndItem()
    {
        Pop(DicomTokenKind.ItemStart);
        WriteItemHeader(DicomTags.ItemDelimitation, 0);
    }

    /// <summary>Begins encapsulated pixel data; fragments follow, the first one being the basic offset table (PS3.5, A.4).</summary>
    public void StartFragments(DicomTag tag, ValueRepresentation representation)
    {
        Advance(tag);
        WriteHeader(tag, representation, Undefined);
        Push(DicomTokenKind.FragmentsStart);
    }

    /// <summary>Writes a fragment's header; the caller writes exactly that many bytes to the target.</summary>
    public void StartFragment(long length) => WriteItemHeader(DicomTags.Item, checked((uint)length));

    public void EndFragments()
    {
        Pop(DicomTokenKind.FragmentsStart);
        WriteItemHeader(DicomTags.SequenceDelimitation, 0);
    }

    private void Push(DicomTokenKind kind)
    {
        open.Push((kind, last));
        last = default;
    }

    private void Pop(DicomTokenKind kind)
    {
        if (!open.TryPop(out var level) || level.Kind != kind)
        {
            throw new InvalidOperationException($"There is no open {kind} to end.");
        }

        last = level.Last;
    }

    private void Advance(DicomTag tag)
    {
        if (tag <= last && last != default)
        {
            throw new InvalidOperationException($"{tag} comes after {last}: elements are written in ascending order.");
        }

        last = tag;
    }

    private void WriteHeader(DicomTag tag, ValueRepresentation representation, uint length)
    {
        WriteUInt16(0, tag.Group);
        WriteUInt16(2, tag.Element);
        if (!syntax.IsExplicit)
        {
            WriteUInt32(4, length);
            target.Write(header, 0, 8);
            return;
        }

        header[4] = (byte)(representation.Code >> 8);
        header[5] = (byte)representation.Code;
        if (representation.HasLongLength)
        {
            header[6] = header[7] = 0;
            WriteUInt32(8, length);
            target.Write(header, 0, 12);
            return;
        }

        if (length > ushort.MaxValue)
        {
            throw new ArgumentException($"The value of {tag} is longer than {representation} can say in an explicit syntax.");
        }

        WriteUInt16(6, (ushort)length);
        target.Write(header, 0, 8);
    }

    private void WriteItemHeader(DicomTag tag, uint length)
    {
        WriteUInt16(0, tag.Group);
        WriteUInt16(2, tag.Element);
        WriteUInt32(4, length);
        target.Write(header, 0, 8);
    }

    private void WriteUInt16(int offset, ushort value)
    {
        if (syntax.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(offset), value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(offset), value);
        }
    }

    private void WriteUInt32(int offset, uint value)
    {
        if (syntax.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(offset), value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(offset), value);
        }
    }
}
