using System.Security.Cryptography;
using System.Text;
using Workbench.Deidentify.Reading;

namespace Workbench.Deidentify.Tests.Reading;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2\r\n", "1|2")]
    [InlineData("\uFEFFa,b\n1,2\n", "1|2")]
    [InlineData("a,b\n,\n", "|")]
    [InlineData("a,b\n\"\",\"\"\n", "|")]
    [InlineData("a,b\n\"1,5\",\"x \"\"y\"\" z\"\n", "1,5|x \"y\" z")]
    [InlineData("a,b\n\"two\nlines\",\"\"\"\"\n", "two\nlines|\"")]
    [InlineData("a,b\n å ,日本\n", " å |日本")]
    [InlineData("a,b\n\"\"\"\"\"\",x\n", "\"\"|x")]
    public void Csv_by_the_standard_is_read(string csv, string row)
    {
        using var reader = Open(csv);

        Assert.Equal(RawRead.Row, reader.ReadHeader());
        Assert.Equal(["a", "b"], reader.Header);
        Assert.Equal(RawRead.Row, reader.Read());
        Assert.Equal(row, Fields(reader));
        Assert.Equal(RawRead.End, reader.Read());
    }

    [Theory]
    [InlineData("", "file-broken", "empty")]
    [InlineData("a,b", "file-truncated", "middle of a line")]
    [InlineData("a,b\n1,2", "file-truncated", "middle of a line")]
    [InlineData("a,b\n1,\"2", "file-truncated", "middle of a line")]
    [InlineData("a,b\n1,\"2\n3,4\n", "file-truncated", "middle of a line")]
    [InlineData("a,b\n1,\"2\"", "file-truncated", "middle of a line")]
    [InlineData("a,b\n1,2\r", "file-truncated", "middle of a line")]
    [InlineData("a,b\n1\n", "file-broken", "has 1 fields, the header 2")]
    [InlineData("a,b\n1,2,3\n", "file-broken", "has 3 fields, the header 2")]
    [InlineData("a,b\n\n", "file-broken", "has 1 fields, the header 2")]
    [InlineData("a,b\n1,x\"y\"\n", "file-broken", "A quote stands inside a field")]
    [InlineData("a,b\n1,\"x\"y\n", "file-broken", "between a closing quote and the end")]
    [InlineData("a,b\n1,2\r3,4\n", "file-broken", "a carriage return alone")]
    [InlineData("a,b\n1,2\0\n", "file-encoding", "not UTF-8")]
    public void Csv_that_takes_liberties_is_refused(string csv, string code, string what)
    {
        using var reader = Open(csv);

        var read = reader.ReadHeader();
        while (read == RawRead.Row)
        {
            read = reader.Read();
        }

        Assert.Equal(RawRead.Refused, read);
        Assert.Equal(code, reader.Refusal!.Code);
        Assert.Contains(what, reader.Refusal.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("t.csv, line ", reader.Refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xE9, (byte)'\n' })] // Latin-1
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0, (byte)'\n', 0 })] // UTF-16
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xC3, (byte)'\n' })] // half a character
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xED, 0xA0, 0x80, (byte)'\n' })] // a lone surrogate
    public void Other_encodings_are_refused(byte[] csv)
    {
        using var reader = new CsvReader(new MemoryStream(csv), "t.csv", ',');

        var read = reader.ReadHeader();
        while (read == RawRead.Row)
        {
            read = reader.Read();
        }

        Assert.Equal("file-encoding", reader.Refusal?.Code);
    }

    [Fact]
    public void Rows_and_lines_are_counted_apart()
    {
        using var reader = Open("a,b\n1,\"x\ny\"\n3,4\n");
        reader.ReadHeader();
        reader.Read();
        reader.Read();

        Assert.Equal((2, 4), (reader.Row, reader.Line));
    }

    [Fact]
    public void Record_without_end_is_refused_before_it_fills_the_memory()
    {
        using var reader = new CsvReader(new EndlessStream("a\n\""u8.ToArray()), "t.csv", ',');
        reader.ReadHeader();

        Assert.Equal(RawRead.Refused, reader.Read());
        Assert.Contains("longer than 4 MiB", reader.Refusal!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Rows_are_the_same_however_the_bytes_arrive(int most)
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 3000).Select(_ => Enumerable.Range(0, 3).Select(_ => Word(random)).ToArray()).ToList();
        var csv = "a,b,c\n" + string.Concat(rows.Select(r => string.Join(',', r.Select(f => '"' + f.Replace("\"", "\"\"", StringComparison.Ordinal) + '"')) + "\r\n"));
        var bytes = Encoding.UTF8.GetBytes(csv);
        using var reader = new CsvReader(new TrickleStream(bytes, most), "t.csv", ',');

        reader.ReadHeader();
        foreach (var row in rows)
        {
            Assert.Equal(RawRead.Row, reader.Read());
            Assert.Equal(string.Join('|', row), Fields(reader));
        }

        Assert.Equal(RawRead.End, reader.Read());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), reader.Sha256());
        Assert.Equal(bytes.Length, reader.Position);
    }

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => "ab\",;\n é日"[random.Next(9)]));

    private static CsvReader Open(string csv) => new(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", ',');

    private static string Fields(CsvReader reader) =>
        string.Join('|', Enumerable.Range(0, reader.Header.Count).Select(i => Encoding.UTF8.GetString(reader.Field(i))));

    private sealed class TrickleStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));
    }

    private sealed class EndlessStream(byte[] start) : MemoryStream
    {
        private int at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++)
            {
                buffer[offset + i] = at < start.Length ? start[at++] : (byte)'x';
            }

            return count;
        }
    }
}
