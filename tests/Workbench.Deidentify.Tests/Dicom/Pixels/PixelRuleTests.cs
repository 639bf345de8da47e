using Workbench.Deidentify.Commands;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Reviews;

namespace Workbench.Deidentify.Tests.Dicom.Pixels;

/// <summary>Who decides about pixels: a person, a rule of the device, the device's own regions; nobody means that the image waits.</summary>
public sealed class PixelRuleTests : IDisposable
{
    private readonly DicomFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ConfidentialityOption.None, null, "burned-in-risk")]
    [InlineData(ConfidentialityOption.CleanPixelData, "device-rule", null)]
    public void Rule_of_the_device_is_followed_with_the_option_alone(ConfidentialityOption options, string? rule, string? reason)
    {
        WriteImage("US");
        File.WriteAllText(Path.Combine(folder.Input, "regions.tsv"), "modality\tmanufacturer\tmodel\tcolumns\trows\tboxes\nCT\t\t\t\t\t0,0,3,3\nUS\tInvented\t\t4\t4\t0,0,3,0 0,3,0,3\n");
        var devices = DeviceRegions.Read(Path.Combine(folder.Input, "regions.tsv"), out var problem);
        Assert.Equal("", problem);

        var outcome = folder.Deidentify("a.dcm", options, devices: devices);

        Assert.Equal((rule, reason), (outcome.Pixels, outcome.Reason));
        if (outcome.Output is not null)
        {
            Assert.Equal("\0\0\0\0EFGHIJKL\0NOP", folder.ReadOutput(outcome)[0x7FE0_0010]);
        }
    }

    [Fact]
    public void Undecided_image_waits_in_the_queue_and_a_decision_holds_for_its_bytes_alone()
    {
        WriteImage("US");
        var path = Path.Combine(folder.Input, "review.tsv");
        var queue = ReviewQueue.Open(path, out _)!;
        Assert.Equal("burned-in-risk", folder.Deidentify("a.dcm", reviews: queue).Reason);
        queue.Save();

        Assert.Equal(0, ReviewCommand.Run([path, "a.dcm", "blank", "1,1,2,2", "--by", "Reviewer"], TimeProvider.System));

        var decided = ReviewQueue.Open(path, out _)!;
        var outcome = folder.Deidentify("a.dcm", reviews: decided);
        Assert.Equal("review", outcome.Pixels);
        Assert.Equal("ABCDE\0\0HI\0\0LMNOP", folder.ReadOutput(outcome)[0x7FE0_0010]);
        Assert.Equal("Reviewer", Assert.Single(decided.Images).By);
        WriteImage("US", "QRSTUVWXYZabcdef");
        Assert.Equal("burned-in-risk", folder.Deidentify("a.dcm", reviews: decided).Reason);
    }

    [Theory]
    [InlineData("release", "done", null)]
    [InlineData("withhold", "quarantined", "withheld")]
    public void Decision_of_a_person_is_followed(string word, string status, string? reason)
    {
        WriteImage("US");
        var path = Path.Combine(folder.Input, "review.tsv");
        var queue = ReviewQueue.Open(path, out _)!;
        folder.Deidentify("a.dcm", reviews: queue);
        queue.Save();
        Assert.Equal(0, ReviewCommand.Run([path, "a.dcm", word, "--by", "Reviewer"], TimeProvider.System));

        var outcome = folder.Deidentify("a.dcm", reviews: ReviewQueue.Open(path, out _));

        Assert.Equal((status, reason), (outcome.Status, outcome.Reason));
    }

    [Theory]
    [InlineData("a.dcm", "blank", "--by", "Reviewer")]
    [InlineData("a.dcm", "blank", "4,0,5,0", "--by", "Reviewer")]
    [InlineData("a.dcm", "release")]
    [InlineData("a.dcm", "delete", "--by", "Reviewer")]
    [InlineData("b.dcm", "release", "--by", "Reviewer")]
    public void Decision_that_is_not_whole_changes_nothing(params string[] words)
    {
        WriteImage("US");
        var path = Path.Combine(folder.Input, "review.tsv");
        var queue = ReviewQueue.Open(path, out _)!;
        folder.Deidentify("a.dcm", reviews: queue);
        queue.Save();
        var before = File.ReadAllText(path);

        Assert.Equal(2, ReviewCommand.Run([path, .. words], TimeProvider.System));
        Assert.Equal(before, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("US\t\t\t\t\t")]
    [InlineData("US\t\t\tx\t\t0,0,1,1")]
    [InlineData("US\t\t\t\t\t5,0,1,1")]
    public void Line_that_is_no_rule_is_refused(string line)
    {
        Directory.CreateDirectory(folder.Input);
        var path = Path.Combine(folder.Input, "regions.tsv");
        File.WriteAllText(path, "modality\tmanufacturer\tmodel\tcolumns\trows\tboxes\n" + line + "\n");

        Assert.Null(DeviceRegions.Read(path, out var problem));
        Assert.Contains("Line 2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Pixels_that_do_not_fit_their_description_are_quarantined()
    {
        WriteImage("US", "ABCDEFGHIJKLMNOPQRST");
        File.WriteAllText(Path.Combine(folder.Input, "regions.tsv"), "modality\tmanufacturer\tmodel\tcolumns\trows\tboxes\nUS\t\t\t\t\t0,0,0,0\n");

        var outcome = folder.Deidentify("a.dcm", ConfidentialityOption.CleanPixelData, devices: DeviceRegions.Read(Path.Combine(folder.Input, "regions.tsv"), out _));

        Assert.Equal("broken-pixels", outcome.Reason);
    }

    private void WriteImage(string modality, string pixels = "ABCDEFGHIJKLMNOP") => folder.Write(
        "a.dcm", (0x0008_0060, "CS", modality), (0x0008_0070, "LO", "Invented Devices"), (0x0028_0002, "US", "\x01\0"), (0x0028_0004, "CS", "MONOCHROME2"), (0x0028_0010, "US", "\x04\0"),
        (0x0028_0011, "US", "\x04\0"), (0x0028_0100, "US", "\x08\0"), (0x0028_0101, "US", "\x08\0"), (0x0028_0102, "US", "\x07\0"), (0x0028_0103, "US", "\0\0"), (0x7FE0_0010, "OB", pixels));
}
