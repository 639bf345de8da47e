using System.IO.Compression;
using System.Text;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Tests.Data;
using Workbench.Dicom.Writing;

namespace Workbench.Dicom.Tests.Reading;

public sealed class DicomTokenizerTests
{
    private static readonly IReadOnlyList<TestElement> Sample =
    [
        new(new DicomTag(0x0008, 0x0060), ValueRepresentation.CS, "CT"u8.ToArray()),
        new(new DicomTag(0x0010, 0x0020), ValueRepresentation.LO, "P1"u8.ToArray()),
    ];

    public static TheoryData<string, byte[], string> BrokenFiles => new()
    {
        { "empty", [], DicomFormatException.Reasons.NotDicom },
        { "text", Encoding.ASCII.GetBytes("This is a letter, not an image."), DicomFormatException.Reasons.NotDicom },
        { "unknown syntax", WithSyntax("1.2.3"), DicomFormatException.Reasons.UnknownTransferSyntax },
        { "value cut off", DataSets.Write(Sample, TransferSyntax.ExplicitLittleEndian)[..^1], DicomFormatException.Reasons.Truncated },
        { "header cut off", DataSets.Write(Sample, TransferSyntax.ExplicitLittleEndian)[..^7], DicomFormatException.Reasons.Truncated },
        { "unknown representation", Explicit([0x08, 0, 0x60, 0, (byte)'z', (byte)'z', 2, 0, 1, 1]), DicomFormatException.Reasons.UnknownRepresentation },
        { "item outside a sequence", Explicit([0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0]), DicomFormatException.Reasons.BrokenStructure },
        { "element in a sequence without an item", Explicit([0x40, 0, 0x30, 0xA7, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x08, 0, 0x60, 0, (byte)'C', (byte)'S', 2, 0, 1, 1]), DicomFormatException.Reasons.BrokenStructure },
        { "item longer than its sequence", Explicit([0x40, 0, 0x30, 0xA7, (byte)'S', (byte)'Q', 0, 0, 8, 0, 0, 0, 0xFE, 0xFF, 0x00, 0xE0, 99, 0, 0, 0]), DicomFormatException.Reasons.BrokenStructure },
        { "text of undefined length", Explicit([0x08, 0, 0x60, 0, (byte)'U', (byte)'T', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]), DicomFormatException.Reasons.BrokenStructure },
        { "sequence that never ends", Explicit([0x40, 0, 0x30, 0xA7, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]), DicomFormatException.Reasons.Truncated },
        { "deflated rubbish", [.. WithSyntax(TransferSyntax.DeflatedExplicitLittleEndian.Uid), 0xFF, 0xFF, 0xFF, 0xFF], DicomFormatException.Reasons.BrokenDeflate },
    };

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void Broken_file_is_refused_with_its_reason(string what, byte[] file, string reason)
    {
        var refusal = Assert.Throws<DicomFormatException>(() => DataSets.Read(file));

        Assert.Equal(reason, refusal.Reason);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void Deflated_data_set_is_read_like_the_plain_one()
    {
        Assert.Equal(DataSets.Describe(Sample), DataSets.Describe(DataSets.Read(Deflate(Sample))));
    }

    [Fact]
    public void Deflated_bomb_is_refused_at_the_limit()
    {
        IReadOnlyList<TestElement> bomb = [new(new DicomTag(0x0040, 0xA160), ValueRepresentation.UT, new byte[10_000_000])];
        var file = Deflate(bomb);

        var refusal = Assert.Throws<DicomFormatException>(() => DataSets.Read(file, new DicomLimits { InflatedBytes = 1_000_000 }));

        Assert.Equal(DicomFormatException.Reasons.LimitExceeded, refusal.Reason);
        Assert.Single(DataSets.Read(file));
    }

    [Fact]
    public void Nesting_beyond_the_limit_is_refused()
    {
        IReadOnlyList<TestElement> elements = Sample;
        for (var level = 0; level < 20; level++)
        {
            elements = [new(new DicomTag(0x0040, 0xA730), ValueRepresentation.SQ, null, [elements])];
        }

        var refusal = Assert.Throws<DicomFormatException>(() => DataSets.Read(DataSets.Write(elements, TransferSyntax.ExplicitLittleEndian), new DicomLimits { Depth = 16 }));

        Assert.Equal(DicomFormatException.Reasons.LimitExceeded, refusal.Reason);
    }

    [Fact]
    public void Length_field_alone_takes_no_memory()
    {
        var file = Explicit([0x40, 0, 0x60, 0xA1, (byte)'U', (byte)'T', 0, 0, 0xFE, 0xFF, 0xFF, 0x7F]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Assert.Throws<DicomFormatException>(() => DataSets.Read(file));

        Assert.Equal(DicomFormatException.Reasons.LimitExceeded, refusal.Reason);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000_000);
    }

    [Fact]
    public void Elements_after_the_pixels_are_read()
    {
        IReadOnlyList<TestElement> elements =
        [
            new(DicomTags.PixelData, ValueRepresentation.OW, new byte[100_000]),
            new(new DicomTag(0x7FE1, 0x0010), ValueRepresentation.LO, "OWNER"u8.ToArray()),
            new(DicomTags.DataSetTrailingPadding, ValueRepresentation.OB, new byte[10]),
        ];

        Assert.Equal(DataSets.Describe(elements), DataSets.Describe(DataSets.Read(DataSets.Write(elements, TransferSyntax.ExplicitLittleEndian))));
    }

    [GivenDicomFact]
    public void Given_file_is_read_to_its_end_or_refused_with_a_reason()
    {
        var refused = new List<string>();
        var files = GivenDicom.Files.ToList();
        foreach (var file in files)
        {
            try
            {
                using var tokenizer = new DicomTokenizer(File.OpenRead(file));
                while (tokenizer.Read())
                {
                }

                Assert.Equal(DicomTokenKind.End, tokenizer.Kind);
            }
            catch (DicomFormatException refusal)
            {
                refused.Add($"{Path.GetFileName(file)}: {refusal.Reason}");
            }
        }

        Assert.Equal(222, files.Count);
        Assert.True(refused.Count <= 11, string.Join('\n', refused));
    }

    private static byte[] WithSyntax(string uid)
    {
        using var file = new MemoryStream();
        DicomWriter.WriteMeta(file, new TransferSyntax(uid, true, false, false, false), "1.2.840.10008.5.1.4.1.1.2"u8, "2.25.1"u8, "2.25.2"u8, "TEST"u8);
        return file.ToArray();
    }

    private static byte[] Deflate(IReadOnlyList<TestElement> elements)
    {
        var plain = DataSets.Write(elements, TransferSyntax.ExplicitLittleEndian);
        using var file = new MemoryStream();
        file.Write(WithSyntax(TransferSyntax.DeflatedExplicitLittleEndian.Uid));
        using (var deflate = new DeflateStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(plain.AsSpan(WithSyntax(TransferSyntax.ExplicitLittleEndian.Uid).Length));
        }

        return file.ToArray();
    }

    private static byte[] Explicit(byte[] dataSet) => [.. WithSyntax(TransferSyntax.ExplicitLittleEndian.Uid), .. dataSet];
}
