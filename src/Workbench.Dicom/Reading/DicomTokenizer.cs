using System.Buffers.Binary;
using System.Text;
using Workbench.Dicom.Dictionary;

namespace Workbench.Dicom.Reading;

/// <summary>
/// Reads a DICOM Part 10 file (PS3.10 2025e, section 7) as a flat run of tokens: elements, sequences, items, fragments. It keeps one
/// window of bytes and a stack of open sequences, builds no object per element, and knows no policy. It refuses what it does
/// not understand (<see cref="DicomFormatException"/>); it never guesses its way over broken structure.
/// </summary>
public sealed class DicomTokenizer : IDisposable
{
    private const uint Undefined = uint.MaxValue;

    private readonly Stream stream;
    private readonly bool ownsStream;
    private readonly DicomLimits limits;
    private readonly OpenLevel[] levels;
    private ByteWindow window;
    private int depth;
    private int elements;
    private bool isInMeta;
    private long metaEnd;
    private bool isValuePending;
    private bool hasEnded;
    private TransferSyntax? metaSyntax;

    /// <summary>Opens a file: finds the preamble and the file meta information where they are, and the transfer syntax.</summary>
    /// <exception cref="DicomFormatException">The bytes are no DICOM file, or written in a syntax that is not known.</exception>
    public DicomTokenizer(Stream stream, bool ownsStream = true, DicomLimits? limits = null)
    {
        this.stream = stream;
        this.ownsStream = ownsStream;
        this.limits = limits ?? DicomLimits.Default;
        levels = new OpenLevel[this.limits.Depth];
        window = new ByteWindow(stream, ownsStream: false);
        Syntax = TransferSyntax.ExplicitLittleEndian;
        FindStart();
    }

    /// <summary>The 128 bytes before the prefix were there.</summary>
    public bool HasPreamble { get; private set; }

    /// <summary>File meta information (group 0002) was there.</summary>
    public bool HasMeta { get; private set; }

    /// <summary>The syntax of the data set. Known after the file meta information was read; explicit little endian while in it.</summary>
    public TransferSyntax Syntax { get; private set; }

    public DicomTokenKind Kind { get; private set; }

    public DicomTag Tag { get; private set; }

    /// <summary>As written, or for implicit syntaxes as the dictionary says.</summary>
    public ValueRepresentation Representation { get; private set; }

    /// <summary>Bytes of the value; for sequences and items -1 when undefined.</summary>
    public long Length { get; private set; }

    /// <summary>Open sequences and items around the current token, itself included where it opens one.</summary>
    public int Depth => depth;

    /// <summary>The current token belongs to the file meta information, which is always explicit little endian.</summary>
    public bool IsMeta { get; private set; }

    /// <summary>Numbers of the current token are written with the most significant byte first.</summary>
    public bool IsBigEndian => !IsMeta && Syntax.IsBigEndian && (depth == 0 || !levels[depth - 1].IsUnknown);

    /// <summary>Where the current value starts, in bytes from the file's start (from the start of the inflated data set in the deflated syntax).</summary>
    public long ValueOffset { get; private set; }

    /// <summary>Goes to the next token; an unread value is skipped.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DicomFormatException">The structure is broken or a limit is exceeded.</exception>
    public bool Read()
    {
        if (hasEnded)
        {
            return false;
        }

        SkipPendingValue();
        if (depth > 0 && levels[depth - 1].End is { } end && window.Position >= end)
        {
            if (window.Position > end)
            {
                throw Broken("An element is longer than the item or sequence around it");
            }

            return Close();
        }

        if (isInMeta && MetaHasEnded())
        {
            LeaveMeta();
        }

        if (depth == 0 && window.Peek(1).IsEmpty)
        {
            hasEnded = true;
            Kind = DicomTokenKind.End;
            return false;
        }

        if (++elements > limits.Elements)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.LimitExceeded, $"The file has more than {limits.Elements} elements.");
        }

        IsMeta = isInMeta;
        Tag = ReadTag();
        if (Tag.Group == 0xFFFE)
        {
            ReadItemOrDelimiter();
        }
        else
        {
            ReadElement();
        }

        return true;
    }

    /// <summary>The current value's bytes, contiguous, as they stand in the file. Valid until the next call.</summary>
    /// <exception cref="DicomFormatException">The file ends before, or the value is larger than the limit.</exception>
    public ReadOnlySpan<byte> ReadValue()
    {
        RequirePendingValue();
        if (Length > limits.ValueBytes)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.LimitExceeded, $"The value of {Tag} has more than {limits.ValueBytes} bytes.");
        }

        var value = window.Peek((int)Length);
        if (value.Length < Length)
        {
            throw Truncated();
        }

        isValuePending = false;
        window.Consume((int)Length);
        return value;
    }

    /// <summary>Copies the current value's bytes as they stand in the file, whatever their number.</summary>
    /// <exception cref="DicomFormatException">The file ends before.</exception>
    public void CopyValueTo(Stream target)
    {
        RequirePendingValue();
        isValuePending = false;
        if (!window.CopyTo(target, Length))
        {
            throw Truncated();
        }
    }

    public void Dispose()
    {
        window.Dispose();
        if (ownsStream)
        {
            stream.Dispose();
        }
    }

    private void RequirePendingValue()
    {
        if (!isValuePending)
        {
            throw new InvalidOperationException("The current token has no unread value.");
        }
    }

    private void SkipPendingValue()
    {
        if (isValuePending)
        {
            isValuePending = false;
            if (!window.Skip(Length))
            {
                throw Truncated();
            }
        }
    }

    private void FindStart()
    {
        var head = window.Peek(132);
        if (head.Length == 132 && head[128..].SequenceEqual("DICM"u8))
        {
            HasPreamble = true;
            window.Consume(132);
        }
        else if (head.Length >= 4 && head[..4].SequenceEqual("DICM"u8))
        {
            window.Consume(4);
        }

        head = window.Peek(8);
        if (head.Length < 8)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.NotDicom, "The file is too short to be DICOM.");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(head) == 0x0002)
        {
            HasMeta = true;
            isInMeta = true;
            metaEnd = -1;
            return;
        }

        Syntax = GuessSyntax(head);
    }

    /// <summary>Without file meta information only the first element says how the file is written. Anything unclear is refused.</summary>
    private static TransferSyntax GuessSyntax(ReadOnlySpan<byte> head)
    {
        var little = BinaryPrimitives.ReadUInt16LittleEndian(head);
        var big = BinaryPrimitives.ReadUInt16BigEndian(head);
        var letters = new ValueRepresentation(BinaryPrimitives.ReadUInt16BigEndian(head[4..]));
        if (little is 0x0004 or 0x0008 or 0x0010)
        {
            return letters.IsKnown ? TransferSyntax.ExplicitLittleEndian : TransferSyntax.ImplicitLittleEndian;
        }

        if (big is 0x0004 or 0x0008 or 0x0010 && letters.IsKnown)
        {
            return TransferSyntax.ExplicitBigEndian;
        }

        throw new DicomFormatException(DicomFormatException.Reasons.NotDicom, "The file has no DICOM prefix and does not start with a DICOM element.");
    }

    private bool MetaHasEnded()
    {
        var next = window.Peek(2);
        return next.Length < 2 || BinaryPrimitives.ReadUInt16LittleEndian(next) != 0x0002 || (metaEnd > 0 && window.Position >= metaEnd);
    }

    private void LeaveMeta()
    {
        isInMeta = false;
        Syntax = metaSyntax ?? throw new DicomFormatException(DicomFormatException.Reasons.UnknownTransferSyntax, "The file meta information names no transfer syntax.");
        if (Syntax.IsDeflated)
        {
            var rest = new RestOfWindow(window);
            window = new ByteWindow(new LimitedInflateStream(rest, limits.InflatedBytes), ownsStream: true);
        }
    }

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
        if (depth > 0 && levels[depth - 1].Kind != LevelKind.Item)
        {
            throw Broken("Something other than an item stands in a sequence");
        }

        uint length;
        if (IsMeta || IsExplicitHere)
        {
            var letters = Take(2);
            Representation = new ValueRepresentation(BinaryPrimitives.ReadUInt16BigEndian(letters));
            if (!Representation.IsKnown)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.UnknownRepresentation, $"The value representation of {Tag} is none of the standard's.");
            }

            if (Representation.HasLongLength)
            {
                Take(2);
                length = ReadUInt32();
            }
            else
            {
                length = ReadUInt16();
            }
        }
        else
        {
            Representation = DataDictionary.ImplicitRepresentation(Tag);
            length = ReadUInt32();
        }

        ValueOffset = window.Position;
        Length = length == Undefined ? -1 : length;
        CheckFits(length);
        if (length == Undefined && Representation != ValueRepresentation.SQ && Representation != ValueRepresentation.UN && Tag == DicomTags.PixelData)
        {
            Kind = DicomTokenKind.FragmentsStart;
            Open(LevelKind.Fragments, null, isExplicit: true, isUnknown: false);
        }
        else if (Representation == ValueRepresentation.SQ || length == Undefined || IsUnknownPublicSequence())
        {
            if (length == Undefined && Representation != ValueRepresentation.SQ && Representation != ValueRepresentation.UN)
            {
                throw Broken("Only sequences and pixel data may have an undefined length");
            }

            // A value of VR UN is always written in implicit little endian, whatever the syntax around it (PS3.5, 6.2.2 note 2).
            var isUnknown = Representation == ValueRepresentation.UN || (depth > 0 && levels[depth - 1].IsUnknown);
            Kind = DicomTokenKind.SequenceStart;
            Open(LevelKind.Sequence, length == Undefined ? null : window.Position + length, IsExplicitHere && !isUnknown, isUnknown);
        }
        else
        {
            Kind = DicomTokenKind.Element;
            isValuePending = true;
            ReadMetaElement();
        }
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

        if (Tag == DicomTags.FileMetaInformationGroupLength && Length == 4)
        {
            var bytes = window.Peek(4);
            metaEnd = bytes.Length == 4 ? window.Position + 4 + BinaryPrimitives.ReadUInt32LittleEndian(bytes) : -1;
        }
        else if (Tag == DicomTags.TransferSyntaxUid && Length is > 0 and <= 66)
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
        if (depth == 0)
        {
            throw Broken("An item or delimiter stands outside any sequence");
        }

        ref var level = ref levels[depth - 1];
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

    private bool IsExplicitHere => depth == 0 ? Syntax.IsExplicit : levels[depth - 1].IsExplicit;

    /// <summary>A defined length must end inside every level around it.</summary>
    private void CheckFits(uint length)
    {
        if (length == Undefined)
        {
            return;
        }

        for (var level = depth - 1; level >= 0; level--)
        {
            if (levels[level].End is { } end)
            {
                if (window.Position + length > end)
                {
                    throw Broken("A length reaches beyond the item or sequence around it");
                }

                return;
            }
        }
    }

    private void Open(LevelKind kind, long? end, bool isExplicit, bool isUnknown)
    {
        if (depth == levels.Length)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.LimitExceeded, $"Sequences are nested deeper than {levels.Length} levels.");
        }

        levels[depth++] = new OpenLevel(kind, end, isExplicit, isUnknown, Tag, Representation);
    }

    private bool Close()
    {
        var level = levels[--depth];
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

    private enum LevelKind : byte
    {
        Sequence,
        Item,
        Fragments,
    }

    private readonly record struct OpenLevel(LevelKind Kind, long? End, bool IsExplicit, bool IsUnknown, DicomTag Tag, ValueRepresentation Representation);
}
