using FsCheck.Fluent;
using FsCheck.Xunit;
using Workbench.Dicom.Tests.Data;
using Workbench.Dicom.Writing;

namespace Workbench.Dicom.Tests.Writing;

public sealed class DicomWriterTests(Xunit.Abstractions.ITestOutputHelper output)
{
    public static TheoryData<string> Syntaxes => [TransferSyntax.ImplicitLittleEndian.Uid, TransferSyntax.ExplicitLittleEndian.Uid, TransferSyntax.ExplicitBigEndian.Uid];

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void Generated_data_set_written_is_read_back_the_same(string uid)
    {
        var syntax = TransferSyntax.Find(uid)!;
        Prop.ForAll(DataSets.Generator(3).ToArbitrary(), elements =>
        {
            var read = DataSets.Read(DataSets.Write(elements, syntax));
            return DataSets.Describe(elements) == DataSets.Describe(read);
        }).QuickCheckThrowOnFailure(output);
    }

    [Fact]
    public void Fragments_written_are_read_back_the_same()
    {
        IReadOnlyList<TestElement> elements = [new(DicomTags.PixelData, ValueRepresentation.OB, null, null, [[], [1, 2, 3, 4], [5, 6]])];

        var read = DataSets.Read(DataSets.Write(elements, TransferSyntax.RleLossless));

        Assert.Equal(DataSets.Describe(elements), DataSets.Describe(read));
    }

    [Fact]
    public void Element_out_of_order_is_refused()
    {
        var writer = new DicomWriter(new MemoryStream(), TransferSyntax.ExplicitLittleEndian);
        writer.WriteElement(new DicomTag(0x0010, 0x0020), ValueRepresentation.LO, "1"u8);

        Assert.Throws<InvalidOperationException>(() => writer.WriteElement(new DicomTag(0x0010, 0x0010), ValueRepresentation.PN, "1"u8));
    }

    [Fact]
    public void Value_too_long_for_its_representation_is_refused()
    {
        var writer = new DicomWriter(new MemoryStream(), TransferSyntax.ExplicitLittleEndian);

        Assert.Throws<ArgumentException>(() => writer.WriteElement(new DicomTag(0x0010, 0x0020), ValueRepresentation.LO, new byte[70_000]));
    }
}
