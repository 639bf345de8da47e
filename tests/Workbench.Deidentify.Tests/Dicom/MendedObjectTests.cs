using System.Text;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>Where a removal by the table's letter would leave a broken object behind.</summary>
public sealed class MendedObjectTests : IDisposable
{
    private const string PresentationState = "1.2.840.10008.5.1.4.1.1.11.1";
    private readonly DicomFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ConfidentialityOption.None)]
    [InlineData(ConfidentialityOption.CleanGraphics)]
    public void Overlay_and_curve_go_whole(ConfidentialityOption options)
    {
        folder.Write("a.dcm", (0x5000_2500, "LO", "Demo Person"), (0x6000_0010, "US", "\x10\0"), (0x6000_0022, "LO", "arrow on Demo Person"), (0x6000_3000, "OW", "bits"), (0x601E_0010, "US", "\x10\0"));

        var outcome = folder.Deidentify("a.dcm", options);

        Assert.Equal("done", outcome.Status);
        Assert.DoesNotContain(folder.ReadOutput(outcome).Keys, tag => tag >> 24 is 0x50 or 0x60);
    }

    [Fact]
    public void Overlay_in_the_pixels_waits_for_a_person()
    {
        folder.Write("a.dcm", (0x6000_0102, "US", "\x0C\0"), (0x7FE0_0010, "OW", "pixels"));

        Assert.Equal(QuarantineReasons.OverlayInPixels, folder.Deidentify("a.dcm").Reason);
    }

    [Theory]
    [InlineData(PresentationState, ConfidentialityOption.None, "19000101")]
    [InlineData(PresentationState, ConfidentialityOption.RetainLongitudinalFullDates, "20200131")]
    [InlineData(DicomFolder.CtImage, ConfidentialityOption.None, null)]
    public void Creation_date_of_a_presentation_state_is_mandatory_there_alone(string sopClass, ConfidentialityOption options, string? expected)
    {
        folder.Write("a.dcm", (0x0008_0016, "UI", sopClass), (0x0070_0082, "DA", "20200131"));

        Assert.Equal(expected, folder.ReadOutput(folder.Deidentify("a.dcm", options)).GetValueOrDefault(0x0070_0082u));
    }

    [Fact]
    public void Ethics_committee_goes_with_its_approval_number()
    {
        folder.Write("a.dcm", (0x0012_0081, "LO", "Invented Committee"), (0x0012_0082, "LO", "EC-1"));

        Assert.False(folder.ReadOutput(folder.Deidentify("a.dcm")).ContainsKey(0x0012_0081));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1.2.840.10008.1.2.1")]
    public void Uid_that_names_no_object_stays(string uid)
    {
        folder.Write("a.dcm", (0x0008_1155, "UI", uid));

        Assert.Equal(uid, folder.ReadOutput(folder.Deidentify("a.dcm"))[0x0008_1155]);
    }

    [Fact]
    public void Safe_private_attributes_of_several_creators_stay_in_order()
    {
        folder.Write(
            "a.dcm",
            (0x2001_0010, "LO", "Philips Imaging DD 001"),
            (0x2001_0011, "LO", "NOBODY KNOWS"),
            (0x2001_0012, "LO", "Philips Imaging DD 001"),
            (0x2001_1003, "FL", "abcd"),
            (0x2001_1103, "FL", "abcd"),
            (0x2001_1203, "FL", "abcd"));

        var values = folder.ReadOutput(folder.Deidentify("a.dcm", ConfidentialityOption.RetainSafePrivate));

        Assert.Equal([0x2001_0010u, 0x2001_0012, 0x2001_1003, 0x2001_1203], values.Keys.Where(tag => tag >> 16 == 0x2001));
    }

    [Theory]
    [InlineData("20200131 Demo^Person", ConfidentialityOption.RetainLongitudinalModifiedDates)]
    [InlineData("20200131 Demo^Person", ConfidentialityOption.RetainLongitudinalFullDates)]
    public void Date_with_other_things_behind_it_becomes_a_dummy(string date, ConfidentialityOption options)
    {
        folder.Write("a.dcm", (0x0008_0020, "DA", date));

        Assert.Equal("19000101", folder.ReadOutput(folder.Deidentify("a.dcm", options))[0x0008_0020]);
    }

    [Theory]
    [InlineData(0x0008_0020u, "DA", "20200131\0PN\0Demo^Person")]
    [InlineData(0x0008_0060u, "CS", "CT\0\0PN\0Demo^Person")]
    public void Text_that_goes_on_behind_its_end_is_quarantined(uint tag, string representation, string value)
    {
        folder.Write("a.dcm", (tag, representation, value));

        Assert.Equal(DicomFormatException.Reasons.BrokenStructure, folder.Deidentify("a.dcm", ConfidentialityOption.RetainLongitudinalModifiedDates).Reason);
    }

    [Fact]
    public void Elements_out_of_order_are_quarantined()
    {
        folder.Write("a.dcm", (0x0010_0040, "CS", "F"), (0x0018_0050, "DS", "2.5"));
        var path = Path.Combine(folder.Input, "a.dcm");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("\x18\0\x50\0DS"u8)] = 0x08;
        File.WriteAllBytes(path, bytes);

        Assert.Equal(DicomFormatException.Reasons.BrokenStructure, folder.Deidentify("a.dcm").Reason);
        Assert.Empty(Directory.EnumerateFiles(folder.Output));
    }

    [Fact]
    public void Numbers_of_an_unknown_sequence_in_a_big_endian_data_set_are_turned_round()
    {
        // (0028,3000) as UN: an item in implicit little endian with (0028,3002) US 256\0\16.
        byte[] unknown = [0xFE, 0xFF, 0x00, 0xE0, 14, 0, 0, 0, 0x28, 0, 0x02, 0x30, 6, 0, 0, 0, 0, 1, 0, 0, 16, 0];
        folder.WriteBytes("a.dcm", BigEndian(writer =>
        {
            writer.WriteElement(new DicomTag(0x0028, 0x0010), ValueRepresentation.US, [2, 0]);
            writer.WriteElement(new DicomTag(0x0028, 0x3000), ValueRepresentation.UN, unknown);
        }));

        var outcome = folder.Deidentify("a.dcm");

        Assert.Equal("done", outcome.Status);
        using var tokenizer = new DicomTokenizer(File.OpenRead(Path.Combine(folder.Output, outcome.Output!)));
        var values = new Dictionary<uint, string>();
        while (tokenizer.Read())
        {
            if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Tag.Group == 0x0028)
            {
                Assert.True(tokenizer.IsBigEndian);
                values[tokenizer.Tag.Value] = Convert.ToHexString(tokenizer.ReadValue());
            }
        }

        Assert.Equal("0200", values[0x0028_0010]);
        Assert.Equal("010000000010", values[0x0028_3002]);
    }

    private static byte[] BigEndian(Action<DicomWriter> write)
    {
        using var file = new MemoryStream();
        DicomWriter.WriteMeta(file, TransferSyntax.ExplicitBigEndian, Encoding.ASCII.GetBytes(DicomFolder.CtImage), "1.2.3.9"u8, "1.2.3.4"u8, "TEST"u8);
        var writer = new DicomWriter(file, TransferSyntax.ExplicitBigEndian);
        writer.WriteElement(DicomTags.SopClassUid, ValueRepresentation.UI, Encoding.ASCII.GetBytes(DicomFolder.CtImage));
        writer.WriteElement(DicomTags.SopInstanceUid, ValueRepresentation.UI, "1.2.3.9"u8);
        writer.WriteElement(new DicomTag(0x0010, 0x0020), ValueRepresentation.LO, "HN-4711-QX"u8);
        write(writer);
        return file.ToArray();
    }
}
