using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Reading;

/// <summary>
/// CSV by RFC 4180 in UTF-8, without its liberties: every record has as many fields as the header, a quote stands only around
/// a whole field, lines end in LF or CRLF, and the last line ends too (a file without that end may have been cut off). A parser
/// that guesses could move a name into a column that is kept.
/// </summary>
public sealed class CsvReader : RawTableReader
{
    /// <summary>Longest record: more is a lost quote rather than a row.</summary>
    public const int LongestRecordBytes = 4 << 20;

    private readonly Stream? stream;
    private readonly string name;
    private readonly byte delimiter;
    private readonly SearchValues<byte> stops;
    private readonly IncrementalHash? hash;
    private readonly List<(int Start, int Length, bool Escaped)> fields = [];
    private readonly bool isValid;
    private byte[] buffer;
    private int start;
    private int end;
    private bool atEnd;
    private long position;
    private long line = 1;
    private long nextLine = 1;

    /// <param name="stream">The file; disposed with the reader.</param>
    /// <param name="name">Its name in refusals.</param>
    /// <param name="delimiter">What separates fields.</param>
    public CsvReader(Stream stream, string name, char delimiter)
    {
        (this.stream, this.name, this.delimiter) = (stream, name, (byte)delimiter);
        (buffer, hash) = (new byte[256 << 10], IncrementalHash.CreateHash(HashAlgorithmName.SHA256));
        stops = SearchValues.Create([this.delimiter, (byte)'\n', (byte)'\r', (byte)'"']);
    }

    /// <summary>Reads a block of whole records that <see cref="CsvBlocks"/> cut, in place; lines and rows are counted from its start.</summary>
    /// <param name="block">The block; unescaped quotes change it.</param>
    /// <param name="header">Names of the columns, or null when the block starts with them.</param>
    public CsvReader(byte[] block, int length, string name, char delimiter, IReadOnlyList<string>? header)
    {
        (buffer, end, atEnd, this.name, this.delimiter) = (block, length, true, name, (byte)delimiter);
        (Header, isValid) = (header ?? [], IsText(block.AsSpan(0, length)));
        stops = SearchValues.Create([this.delimiter, (byte)'\n', (byte)'\r', (byte)'"']);
    }

    /// <summary>Line feeds that were read.</summary>
    public long LinesRead => nextLine - 1;

    public override long? Line => line;

    public override long Position => position;

    public override RawRead ReadHeader()
    {
        Fill();
        if (buffer.AsSpan(0, end).StartsWith("\uFEFF"u8))
        {
            start = 3;
        }

        switch (ReadRecord())
        {
            case RawRead.End:
                return Refuse("file-broken", "The file is empty.", "Export it again, with a line of column names.");
            case RawRead.Refused:
                return RawRead.Refused;
            default:
                Header = [.. Enumerable.Range(0, fields.Count).Select(i => Encoding.UTF8.GetString(Field(i)))];
                return RawRead.Row;
        }
    }

    public override RawRead Read()
    {
        var read = ReadRecord();
        if (read != RawRead.Row)
        {
            return read;
        }

        Row++;
        return fields.Count == Header.Count
            ? RawRead.Row
            : Refuse("file-broken", $"The row has {fields.Count} fields, the header {Header.Count}.", "Look for a delimiter without quotes, a lost quote or a cut-off line, and export the file again.");
    }

    public override ReadOnlySpan<byte> Field(int column)
    {
        var (from, length, _) = fields[column];
        return buffer.AsSpan(from, length);
    }

    public override string Sha256() => Convert.ToHexStringLower(hash!.GetCurrentHash());

    protected override void Dispose(bool disposing)
    {
        stream?.Dispose();
        hash?.Dispose();
    }

    private RawRead ReadRecord()
    {
        line = nextLine;
        while (true)
        {
            if (start == end && atEnd)
            {
                return RawRead.End;
            }

            fields.Clear();
            var next = Split(out var problem);
            if (problem is not null)
            {
                return Refuse("file-broken", problem, "Export the file again as CSV by RFC 4180.", inRow: true);
            }

            if (next >= 0)
            {
                return Finish(next);
            }

            if (end - start >= LongestRecordBytes)
            {
                return Refuse("file-broken", "The record is longer than 4 MiB.", "Look for a quote that is not closed.", inRow: true);
            }

            if (atEnd)
            {
                return Refuse("file-truncated", "The file ends in the middle of a line.", "It may have been cut off: export or copy it again. If it is whole, add a line break at its end.", inRow: true);
            }

            Fill();
        }
    }

    private RawRead Finish(int next)
    {
        var record = buffer.AsSpan(start, next - start);
        if (!isValid && !IsText(record))
        {
            return Refuse("file-encoding", "The row is not UTF-8 text.", "Export the file again in UTF-8.", inRow: true);
        }

        nextLine += record.Count((byte)'\n');
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Escaped)
            {
                fields[i] = Unescape(fields[i].Start, fields[i].Length);
            }
        }

        start = next;
        return RawRead.Row;
    }

    /// <summary>Cuts the record at <see cref="start"/> into fields. Returns where the next one starts, or -1 when the buffer ends before this one.</summary>
    private int Split(out string? problem)
    {
        problem = null;
        var at = start;
        while (at < end)
        {
            var stop = buffer[at] == '"' ? QuotedField(at, out problem) : PlainField(at, out problem);
            if (stop < 0 || stop >= end || problem is not null)
            {
                return -1;
            }

            switch (buffer[stop])
            {
                case (byte)'\n':
                    return stop + 1;
                case (byte)'\r' when stop + 1 >= end:
                    return -1;
                case (byte)'\r' when buffer[stop + 1] == '\n':
                    return stop + 2;
                case (byte)'\r':
                    problem = "A line ends in a carriage return alone.";
                    return -1;
            }

            at = stop + 1;
            if (at == end)
            {
                return -1;
            }
        }

        return -1;
    }

    private int PlainField(int from, out string? problem)
    {
        problem = null;
        var length = buffer.AsSpan(from, end - from).IndexOfAny(stops);
        if (length < 0)
        {
            return -1;
        }

        if (buffer[from + length] == '"')
        {
            problem = "A quote stands inside a field that does not start with one.";
        }

        fields.Add((from, length, false));
        return from + length;
    }

    private int QuotedField(int from, out string? problem)
    {
        problem = null;
        var (at, escaped) = (from + 1, false);
        while (true)
        {
            var quote = buffer.AsSpan(at, end - at).IndexOf((byte)'"');
            if (quote < 0 || at + quote + 1 >= end)
            {
                return -1;
            }

            at += quote + 1;
            if (buffer[at] != '"')
            {
                break;
            }

            (at, escaped) = (at + 1, true);
        }

        if (buffer[at] != delimiter && buffer[at] is not ((byte)'\n' or (byte)'\r'))
        {
            problem = "Something stands between a closing quote and the end of the field.";
        }

        fields.Add((from + 1, at - from - 2, escaped));
        return at;
    }

    private (int Start, int Length, bool Escaped) Unescape(int from, int length)
    {
        var write = from;
        for (var read = from; read < from + length; read++)
        {
            buffer[write++] = buffer[read];
            if (buffer[read] == '"')
            {
                read++;
            }
        }

        return (from, write - from, false);
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && !bytes.Contains((byte)0);

    private void Fill()
    {
        if (stream is null)
        {
            return;
        }

        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        hash!.AppendData(buffer, end, read);
        end += read;
        position += read;
        atEnd = read == 0;
    }

    private RawRead Refuse(string code, string what, string nextStep, bool inRow = false)
    {
        Refusal = new SourceRefusal(code, what, nextStep)
        {
            File = name,
            Line = line,
            Row = Header.Count == 0 ? null : inRow ? Row + 1 : Row,
        };
        return RawRead.Refused;
    }
}
