using System.Buffers.Binary;
using System.Text;

namespace Workbench.Dicom.Reading;

/// <summary>
/// Reads a DICOM Part 10 file (PS3.10 2025e, section 7) as a flat run of tokens: elements, sequences, items, fragments. It keeps one
/// window of bytes and a stack of open sequences, builds no object per element, and knows no policy. It refuses what it does
/// not understand (<see cref="DicomFormatException"/>); it never guesses its way over broken structure.
/// </summary>
public sealed partial class DicomTokenizer : IDisposable
{
    private const uint Undefined = uint.MaxValue;

    private readonly Stream stream;
    private readonly bool ownsStream;
    private readonly DicomLimits limits;
    private readonly OpenLevels levels;
    private ByteWindow window;
    private int elements;
    private bool isInMeta;
    private bool isGuessed;
    private bool hasSignedPixels;
    private bool isExplicit = true;
    private bool isValuePending;
    private long unread;
    private bool hasEnded;
    private TransferSyntax? metaSyntax;

    /// <summary>Opens a file: finds the preamble and the file meta information where they are, and the transfer syntax.</summary>
    /// <exception cref="DicomFormatException">The bytes are no DICOM file, or written in a syntax that is not known.</exception>
    public DicomTokenizer(Stream stream, bool ownsStream = true, DicomLimits? limits = null)
    {
        this.stream = stream;
        this.ownsStream = ownsStream;
        this.limits = limits ?? DicomLimits.Default;
        levels = new OpenLevels(this.limits.Depth);
        window = new ByteWindow(stream, ownsStream: false, this.limits.WindowBytes);
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

    /// <summary>The file has two spaces where the representation should be; <see cref="Representation"/> is the dictionary's.</summary>
    public bool IsUntyped { get; private set; }

    /// <summary>Bytes of the value; for sequences and items -1 when undefined.</summary>
    public long Length { get; private set; }

    /// <summary>Open sequences and items around the current token, itself included where it opens one.</summary>
    public int Depth => levels.Depth;

    /// <summary>The current token belongs to the file meta information, which is always explicit little endian.</summary>
    public bool IsMeta { get; private set; }

    /// <summary>Numbers of the current token are written with the most significant byte first.</summary>
    public bool IsBigEndian => !IsMeta && Syntax.IsBigEndian && (Depth == 0 || !levels.Current.IsUnknown);

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
        if (Depth > 0 && levels.Current.End is { } end && window.Position >= end)
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

        if (Depth == 0 && (window.Peek(1).IsEmpty || (!isInMeta && IsPadding())))
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

    /// <summary>The current value's bytes, or the first of them, without taking them: the value can still be read or copied. Valid until the next call.</summary>
    /// <param name="most">How many bytes are wanted at the most.</param>
    /// <exception cref="DicomFormatException">The file ends before, or the bytes are more than the limit.</exception>
    public ReadOnlySpan<byte> PeekValue(int most = int.MaxValue)
    {
        RequirePendingValue();
        var count = Math.Min(Length, most);
        if (count > limits.ValueBytes)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.LimitExceeded, $"The value of {Tag} has more than {limits.ValueBytes} bytes.");
        }

        var value = window.Peek((int)count);
        return value.Length == count ? value : throw Truncated();
    }

    /// <summary>Reads the next bytes of the current value, so that a long one need not be held; what is left of it is skipped by <see cref="Read"/>.</summary>
    /// <param name="part">Filled; the value has to have as many bytes left.</param>
    /// <exception cref="DicomFormatException">The file ends before, or the value has fewer bytes left.</exception>
    public void ReadPart(Span<byte> part)
    {
        RequirePendingValue();
        if (part.Length > unread)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenStructure, $"The value of {Tag} is shorter than its description says.");
        }

        unread -= part.Length;
        while (part.Length > 0)
        {
            var chunk = window.Peek(Math.Min(part.Length, 64 * 1024));
            if (chunk.IsEmpty)
            {
                throw Truncated();
            }

            chunk.CopyTo(part);
            part = part[chunk.Length..];
            window.Consume(chunk.Length);
        }
    }

    /// <summary>Copies the current value's bytes as they stand in the file, whatever their number.</summary>
    /// <exception cref="DicomFormatException">The file ends before.</exception>
    public void CopyValueTo(Stream target)
    {
        RequirePendingValue();
        isValuePending = false;
        if (!window.CopyTo(target, unread))
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
            if (!window.Skip(unread))
            {
                throw Truncated();
            }
        }
    }

    private void FindStart()
    {
        var head = window.Peek(138);
        if (head.Length >= 132 && head[128..132].SequenceEqual("DICM"u8) && !SyntaxGuess.IsDataSet(head))
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
            return;
        }

        Syntax = SyntaxGuess.From(head)
            ?? throw new DicomFormatException(DicomFormatException.Reasons.NotDicom, "The file has no DICOM prefix and does not start with a DICOM element.");
        isExplicit = Syntax.IsExplicit;
    }

    /// <summary>By its group alone: the group length is wrong in many a file.</summary>
    private bool MetaHasEnded()
    {
        var next = window.Peek(2);
        return next.Length < 2 || BinaryPrimitives.ReadUInt16LittleEndian(next) != 0x0002;
    }

    private void LeaveMeta()
    {
        isInMeta = false;
        isGuessed = metaSyntax is null;
        Syntax = metaSyntax ?? SyntaxGuess.From(window.Peek(8))
            ?? throw new DicomFormatException(DicomFormatException.Reasons.UnknownTransferSyntax, "The file meta information names no transfer syntax.");
        if (Syntax.IsDeflated)
        {
            var rest = new RestOfWindow(window);
            window = new ByteWindow(new LimitedInflateStream(rest, limits.InflatedBytes), ownsStream: true);
        }

        isExplicit = SyntaxGuess.IsExplicit(Syntax, window.Peek(8));
    }

    /// <summary>Some systems fill a file with zero bytes up to the size of a block. Nothing but zeros may follow.</summary>
    private bool IsPadding()
    {
        if (window.Peek(4).IndexOfAnyExcept((byte)0) >= 0)
        {
            return false;
        }

        while (window.Peek(4096) is { IsEmpty: false } rest)
        {
            if (rest.IndexOfAnyExcept((byte)0) >= 0)
            {
                throw Broken("Zero bytes stand between elements");
            }

            window.Consume(rest.Length);
        }

        return true;
    }
}
