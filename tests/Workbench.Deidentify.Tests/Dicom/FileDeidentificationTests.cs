using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Tests.Dicom;

public sealed class FileDeidentificationTests : IDisposable
{
    private readonly DicomFolder folder = new();

    public static TheoryData<uint, string, string, ConfidentialityOption, string?> Attributes => new()
    {
        // tag_retained
        { 0x0008_0060, "CS", "CT", ConfidentialityOption.None, "CT" },
        { 0x0018_0050, "DS", "2.5", ConfidentialityOption.None, "2.5" },

        // text_removed, tag removed
        { 0x0008_0081, "ST", "1 Invented Street", ConfidentialityOption.None, null },
        { 0x0010_1040, "LO", "2 Invented Street", ConfidentialityOption.None, null },
        { 0x0008_1030, "LO", "Head of Demo Person", ConfidentialityOption.None, null },
        { 0x0009_0010, "LO", "VENDOR", ConfidentialityOption.None, null },
        { 0x0040_FFF0, "LO", "no such attribute", ConfidentialityOption.None, null },

        // emptied, since the IOD wants it there
        { 0x0008_0020, "DA", "20200131", ConfidentialityOption.None, "" },
        { 0x0008_0050, "SH", "ACC-90210-Z", ConfidentialityOption.None, "" },
        { 0x0010_0030, "DA", "19510704", ConfidentialityOption.None, "" },

        // text_retained where nobody expected an identifier, without it
        { 0x0018_1160, "SH", "BODY HN-4711-QX", ConfidentialityOption.None, "BODY ***" },
        { 0x0018_1210, "SH", "STANDARD", ConfidentialityOption.None, "STANDARD" },

        // options keep
        { 0x0008_0020, "DA", "20200131", ConfidentialityOption.RetainLongitudinalFullDates, "20200131" },
        { 0x0010_0040, "CS", "F", ConfidentialityOption.RetainPatientCharacteristics, "F" },
        { 0x0008_0080, "LO", "Invented Hospital", ConfidentialityOption.RetainInstitutionIdentity, "Invented Hospital" },
        { 0x0008_1010, "SH", "CT-ROOM", ConfidentialityOption.RetainDeviceIdentity, "CT-ROOM" },
        { 0x0020_0052, "UI", "1.2.3.77", ConfidentialityOption.RetainUids, "1.2.3.77" },

        // text_retained beside what is removed from it
        { 0x0008_1030, "LO", "Thorax HN-4711-QX follow-up of 31.01.2020", ConfidentialityOption.CleanDescriptors, "Thorax *** follow-up of ***" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Attributes))]
    public void Attribute_under_profile_and_option_becomes(uint tag, string representation, string value, ConfidentialityOption options, string? expected)
    {
        folder.Write("a.dcm", (tag, representation, value));

        var outcome = folder.Deidentify("a.dcm", options);

        Assert.Equal("done", outcome.Status);
        Assert.Equal(expected, folder.ReadOutput(outcome).GetValueOrDefault(tag));
    }

    [Fact]
    public void Output_says_what_was_done()
    {
        folder.Write("a.dcm", (0x0012_0062, "CS", "NO"), (0x0028_0303, "CS", "UNMODIFIED"));

        var values = folder.ReadOutput(folder.Deidentify("a.dcm", ConfidentialityOption.RetainLongitudinalModifiedDates));

        Assert.Equal("YES", values[0x0012_0062]);
        Assert.Equal("MODIFIED", values[0x0028_0303]);
    }

    [Fact]
    public void Dates_of_one_patient_shift_together()
    {
        folder.Write("a.dcm", (0x0008_0020, "DA", "20200131"));
        folder.Write("bb.dcm", (0x0008_0020, "DA", "20200210"));
        var options = ConfidentialityOption.RetainLongitudinalModifiedDates;

        var first = Day(folder.ReadOutput(folder.Deidentify("a.dcm", options))[0x0008_0020]);
        var second = Day(folder.ReadOutput(folder.Deidentify("bb.dcm", options))[0x0008_0020]);

        Assert.NotEqual(new DateOnly(2020, 1, 31), first);
        Assert.Equal(10, second.DayNumber - first.DayNumber);
    }

    [Fact]
    public void Uids_change_and_stay_consistent_over_files()
    {
        folder.Write("a.dcm");
        folder.Write("bb.dcm");

        var (first, second) = (folder.ReadOutput(folder.Deidentify("a.dcm")), folder.ReadOutput(folder.Deidentify("bb.dcm")));

        Assert.StartsWith("2.25.", first[0x0020_000D], StringComparison.Ordinal);
        Assert.Equal(first[0x0020_000D], second[0x0020_000D]);
        Assert.NotEqual(first[0x0008_0018], second[0x0008_0018]);
        Assert.Equal(first[0x0010_0020], second[0x0010_0020]);
        Assert.Equal(DicomFolder.CtImage, first[0x0008_0016]);
    }

    [Theory]
    [InlineData("encapsulated-document", 0x0008_0016u, "UI", "1.2.840.10008.5.1.4.1.1.104.1")]
    [InlineData("unknown-sop-class", 0x0008_0016u, "UI", "1.2.3.4.5")]
    [InlineData("media-directory", 0x0008_0016u, "UI", "1.2.840.10008.1.3.10")]
    public void Object_that_rules_cannot_judge_is_quarantined(string reason, uint tag, string representation, string value)
    {
        folder.Write("a.dcm", (tag, representation, value));

        Assert.Equal(reason, folder.Deidentify("a.dcm").Reason);
        Assert.Empty(Directory.EnumerateFiles(folder.Output));
    }

    [Theory]
    [InlineData("YES", "CT", "burned-in-text")]
    [InlineData("", "US", "burned-in-risk")]
    [InlineData("NO", "US", null)]
    [InlineData("", "CT", null)]
    public void Pixels_with_a_risk_of_text_are_quarantined(string burnedIn, string modality, string? reason)
    {
        folder.Write("a.dcm", (0x0008_0060, "CS", modality), (0x0028_0301, "CS", burnedIn), (0x7FE0_0010, "OW", "pixels"));

        Assert.Equal(reason, folder.Deidentify("a.dcm").Reason);
    }

    private static DateOnly Day(string value) => DateOnly.ParseExact(value, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
}
