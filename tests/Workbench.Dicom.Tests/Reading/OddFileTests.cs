using System.Text;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Tests.Data;

namespace Workbench.Dicom.Tests.Reading;

/// <summary>Files that break a rule of the standard in a way that leaves no doubt about what they hold.</summary>
public sealed class OddFileTests
{
    private static readonly IReadOnlyList<TestElement> Sample =
    [
        new(new DicomTag(0x0008, 0x0060), ValueRepresentation.CS, "CT"u8.ToArray()),
        new(new DicomTag(0x0010, 0x0020), ValueRepresentation.LO, "P1"u8.ToArray()),
    ];

    public static TheoryData<string, byte[]> Files => new()
    {
        { "no meta, explicit", Body(TransferSyntax.ExplicitLittleEndian) },
        { "no meta, implicit", Body(TransferSyntax.ImplicitLittleEndian) },
        { "no syntax named", Concat(Meta(null), Body(TransferSyntax.ExplicitLittleEndian)) },
        { "explicit named, implicit written", Concat(Meta(TransferSyntax.ExplicitLittleEndian.Uid), Body(TransferSyntax.ImplicitLittleEndian)) },
        { "implicit named, explicit written", Concat(Meta(TransferSyntax.ImplicitLittleEndian.Uid), Body(TransferSyntax.ExplicitLittleEndian)) },
        { "wrong length of the meta group", Concat(Meta(TransferSyntax.ImplicitLittleEndian.Uid, groupLength: 4), Body(TransferSyntax.ImplicitLittleEndian)) },
        { "implicit meta", Concat(ImplicitMeta(), Body(TransferSyntax.ExplicitLittleEndian)) },
        { "zeros behind the end", Concat(Meta(TransferSyntax.ExplicitLittleEndian.Uid), Body(TransferSyntax.ExplicitLittleEndian), new byte[511]) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Odd_file_is_read_as_what_it_is(string what, byte[] file)
    {
        Assert.Equal(DataSets.Describe(Sample), DataSets.Describe(DataSets.Read(file)));
        Assert.NotEmpty(what);
    }

    [Fact]
    public void Prefix_inside_a_value_is_no_prefix()
    {
        IReadOnlyList<TestElement> elements =
        [
            new(new DicomTag(0x0008, 0x0008), ValueRepresentation.CS, Encoding.ASCII.GetBytes(new string('A', 112))),
            new(new DicomTag(0x0008, 0x0070), ValueRepresentation.LO, "DICM"u8.ToArray()),
        ];
        var file = DataSets.Write(elements, TransferSyntax.ExplicitLittleEndian);
        var start = file.AsSpan().IndexOf("AAAA"u8) - 8;

        Assert.Equal("DICM"u8, file.AsSpan(start + 128, 4));
        Assert.Equal(DataSets.Describe(elements), DataSets.Describe(DataSets.Read(file[start..])));
    }

    [Fact]
    public void Blank_representation_is_the_dictionary_s()
    {
        var file = Concat(Body(TransferSyntax.ExplicitLittleEndian), [0x28, 0, 0x20, 0x01, 0x20, 0x20, 2, 0, 9, 0]);

        var last = DataSets.Read(file)[^1];

        Assert.Equal((new DicomTag(0x0028, 0x0120), ValueRepresentation.US), (last.Tag, last.Representation));
        Assert.Equal([9, 0], last.Value!);
    }

    [Fact]
    public void Compressed_pixels_without_a_named_syntax_are_refused()
    {
        byte[] pixels = [0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];

        var refusal = Assert.Throws<DicomFormatException>(() => DataSets.Read(Concat(Meta(null), Body(TransferSyntax.ExplicitLittleEndian), pixels)));

        Assert.Equal(DicomFormatException.Reasons.UnknownTransferSyntax, refusal.Reason);
    }

    private static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>The data set alone.</summary>
    private static byte[] Body(TransferSyntax syntax)
    {
        var file = DataSets.Write(Sample, syntax);
        return file[file.AsSpan().LastIndexOf(new byte[] { 0x08, 0, 0x60, 0 })..];
    }

    private static byte[] Meta(string? syntax, byte groupLength = 0)
    {
        byte[] length = [0x02, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, groupLength, 0, 0, 0];
        byte[] version = [0x02, 0, 0x01, 0, (byte)'O', (byte)'B', 0, 0, 2, 0, 0, 0, 0, 1];
        return Concat(new byte[128], "DICM"u8.ToArray(), length, version, syntax is null ? [] : [0x02, 0, 0x10, 0, (byte)'U', (byte)'I', .. Padded(syntax, lengthBytes: 2)]);
    }

    private static byte[] ImplicitMeta() => Concat(new byte[128], "DICM"u8.ToArray(), [0x02, 0, 0x10, 0, .. Padded(TransferSyntax.ExplicitLittleEndian.Uid, lengthBytes: 4)]);

    private static byte[] Padded(string uid, int lengthBytes)
    {
        var value = Encoding.ASCII.GetBytes(uid.Length % 2 == 0 ? uid : uid + "\0");
        return [(byte)value.Length, .. new byte[lengthBytes - 1], .. value];
    }
}
