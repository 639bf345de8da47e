using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>The check categories of the MIDI-B challenge, by their names, on two files of one patient.</summary>
public sealed class MidiCategoryTests : IDisposable
{
    private const ConfidentialityOption Options = ConfidentialityOption.CleanDescriptors | ConfidentialityOption.RetainLongitudinalModifiedDates;
    private readonly DicomFolder folder = new();
    private readonly Dictionary<uint, string> first;
    private readonly Dictionary<uint, string> second;

    public MidiCategoryTests()
    {
        Write("a.dcm", "20200131");
        Write("bb.dcm", "20200210");
        (first, second) = (folder.ReadOutput(folder.Deidentify("a.dcm", Options)), folder.ReadOutput(folder.Deidentify("bb.dcm", Options)));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tag_retained() => Assert.Equal(("CT", "2.5"), (first[0x0008_0060], first[0x0018_0050]));

    [Fact]
    public void Text_notnull() => Assert.NotEqual("", first[0x0010_0010]);

    [Fact]
    public void Text_removed()
    {
        Assert.DoesNotContain(first.Values, value => value.Contains("Zzdemo", StringComparison.OrdinalIgnoreCase) || value.Contains("4711", StringComparison.Ordinal));
        Assert.False(first.ContainsKey(0x0010_1040));
    }

    [Fact]
    public void Text_retained() => Assert.Equal("Thorax of *** with contrast", first[0x0008_103E]);

    [Fact]
    public void Date_shifted()
    {
        Assert.NotEqual("20200131", first[0x0008_0020]);
        Assert.Equal(10, Day(second[0x0008_0020]).DayNumber - Day(first[0x0008_0020]).DayNumber);
    }

    [Fact]
    public void Uid_changed() => Assert.NotEqual("1.2.3.1", first[0x0020_000D]);

    [Fact]
    public void Uid_consistent() => Assert.Equal(first[0x0020_000D], second[0x0020_000D]);

    [Fact]
    public void Patid_consistent() => Assert.Equal(first[0x0010_0020], second[0x0010_0020]);

    /// <summary>A name in the upper left corner goes black; the rest of the image stays as it was.</summary>
    [Fact]
    public void Pixels_hidden()
    {
        folder.WriteImage("c.dcm", rows: 8, columns: 16, value: 7, (0x0008_0060, "CS", "CT"), (0x0028_0301, "CS", "YES"));
        var waits = folder.Deidentify("c.dcm", Options, folder.Review());

        var output = folder.ReadOutput(folder.Deidentify("c.dcm", Options, folder.Review(new PixelBox(0, 0, 9, 2))));

        Assert.Equal("burned-in-text", waits.Reason);
        var pixels = output[0x7FE0_0010];
        Assert.All(Enumerable.Range(0, 8 * 16), at => Assert.Equal(at / 16 <= 2 && at % 16 <= 9 ? 0 : 7, pixels[at]));
        Assert.Equal("NO", output[0x0028_0301]);
    }

    [Fact]
    public void Pixels_retained() => Assert.Equal("PIXELS OF a.dcm.", first[0x7FE0_0010]);

    private void Write(string name, string date) => folder.Write(
        name,
        (0x0008_0020, "DA", date),
        (0x0008_0060, "CS", "CT"),
        (0x0008_103E, "LO", "Thorax of Zzdemo with contrast"),
        (0x0010_0010, "PN", "Zzdemo^Person"),
        (0x0010_1040, "LO", "2 Invented Street"),
        (0x0018_0050, "DS", "2.5"),
        (0x7FE0_0010, "OW", $"PIXELS OF {name}."));

    private static DateOnly Day(string value) => DateOnly.ParseExact(value, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
}
