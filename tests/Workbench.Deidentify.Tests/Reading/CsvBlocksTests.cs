using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workbench.Deidentify.Reading;

namespace Workbench.Deidentify.Tests.Reading;

/// <summary>A file read in blocks is the file read as a whole: the same rows, or the same refusal at the same row and line.</summary>
public sealed class CsvBlocksTests
{
    [Property(MaxTest = 400, Arbitrary = [typeof(Files)])]
    public void Blocks_give_the_rows_and_the_refusal_of_the_whole_file(byte[] file, PositiveInt size)
    {
        var bytes = "a,b\n"u8.ToArray().Concat(file).ToArray();

        Assert.Equal(Whole(bytes), InBlocks(bytes, 1 + (size.Get % 40)));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", "1|2 3|4")]
    [InlineData("a,b\n1,\"2\n3\"\n4,5\n", "1|2\n3 4|5")]
    [InlineData("a,b\n\"1\"\"\n\",2\n3,4", "1\"\n|2 file-truncated 2/4")]
    [InlineData("a,b\n1,2\n3\n", "1|2 file-broken 2/3")]
    [InlineData("a,b\n1,2\n3,4\"\n5,6\n", "1|2 file-broken 2/3")]
    public void Line_breaks_in_quotes_end_no_block(string file, string expected)
    {
        foreach (var size in Enumerable.Range(1, 20))
        {
            Assert.Equal(expected, InBlocks(Encoding.UTF8.GetBytes(file), size));
        }
    }

    [Fact]
    public void Hash_is_of_the_whole_file()
    {
        using var blocks = new CsvBlocks(new MemoryStream("a\n1\n"u8.ToArray()), 2);
        byte[] buffer = [];
        while (blocks.Read(ref buffer, out _))
        {
        }

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("a\n1\n"u8)), blocks.Sha256());
    }

    private static string Whole(byte[] bytes)
    {
        using var reader = new CsvReader(new MemoryStream(bytes), "f", ',');
        Assert.Equal(RawRead.Row, reader.ReadHeader());
        return string.Join(' ', Rows(reader, 0, 0));
    }

    private static string InBlocks(byte[] bytes, int size)
    {
        using var blocks = new CsvBlocks(new MemoryStream(bytes), size);
        var (found, buffer, header, rows, lines) = (new List<string>(), Array.Empty<byte>(), (IReadOnlyList<string>?)null, 0L, 0L);
        while (blocks.Read(ref buffer, out var length))
        {
            using var reader = new CsvReader(buffer, length, "f", ',', header);
            if (header is null)
            {
                Assert.Equal(RawRead.Row, reader.ReadHeader());
                header = reader.Header;
            }

            found.AddRange(Rows(reader, rows, lines));
            if (reader.Refusal is not null)
            {
                break;
            }

            (rows, lines) = (rows + reader.Row, lines + reader.LinesRead);
        }

        return string.Join(' ', found);
    }

    private static IEnumerable<string> Rows(CsvReader reader, long rows, long lines)
    {
        while (true)
        {
            switch (reader.Read())
            {
                case RawRead.End:
                    yield break;
                case RawRead.Refused:
                    yield return $"{reader.Refusal!.Code} {reader.Refusal.Row + rows}/{reader.Refusal.Line + lines}";
                    yield break;
            }

            yield return string.Join('|', Enumerable.Range(0, 2).Select(i => Encoding.UTF8.GetString(reader.Field(i))));
        }
    }

    private static class Files
    {
        /// <summary>Mostly what means something to CSV.</summary>
        public static Arbitrary<byte[]> Bytes() => Gen.Frequency(
            (6, Gen.Elements("\n", "\"", ",", "x,y\n", "\"x\",\"y\n\"\n", "1,\"\"\"\"\n", "\r\n")), (1, Gen.Elements("é", "z", "\r", "\0")))
            .ListOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))).ToArbitrary();
    }
}
