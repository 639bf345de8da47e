using System.Text;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>Files that lack what others have, or have what another one has already: they come out all the same where nothing is in doubt.</summary>
public sealed class OddFileTests : IDisposable
{
    private readonly DicomFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_of_one_uid_with_other_bytes_are_all_written_and_noted()
    {
        WriteSameUid();

        var outcomes = folder.DeidentifyAll();

        Assert.Equal(["done", "done", "quarantined"], outcomes.Select(outcome => outcome.Status));
        Assert.Equal([null, FileOutcome.SameUidNote, null], outcomes.Select(outcome => outcome.Note));
        Assert.Equal(outcomes[0].Output!.Replace(".dcm", "-2.dcm", StringComparison.Ordinal), outcomes[1].Output);
        Assert.Equal(QuarantineReasons.Duplicate, outcomes[2].Reason);
        Assert.Equal(folder.ReadOutput(outcomes[0])[0x0008_0018], folder.ReadOutput(outcomes[1])[0x0008_0018]);
    }

    [Fact]
    public void Files_of_one_uid_in_a_cohort_are_one_image()
    {
        WriteSameUid();

        var outcomes = folder.DeidentifyAll(keepsSameUid: false);

        Assert.Equal([null, QuarantineReasons.SameUid, QuarantineReasons.Duplicate], outcomes.Select(outcome => outcome.Reason));
    }

    [Theory]
    [InlineData(ConfidentialityOption.None)]
    [InlineData(ConfidentialityOption.RetainUids)]
    public void File_without_instance_uid_gets_one_from_its_bytes(ConfidentialityOption options)
    {
        folder.Write("a.dcm", (0x0008_0018, "UI", ""), (0x0018_0050, "DS", "2.5"));
        folder.Write("b.dcm", (0x0008_0018, "UI", ""), (0x0018_0050, "DS", "3.5"));

        var outcomes = folder.DeidentifyAll(options);

        Assert.All(outcomes, outcome => Assert.StartsWith("2.25.", outcome.Output, StringComparison.Ordinal));
        Assert.Equal(2, outcomes.Select(outcome => outcome.Output).Distinct().Count());
        Assert.Equal("", folder.ReadOutput(outcomes[0])[0x0008_0018]);
    }

    [Fact]
    public void File_without_patient_and_study_is_linked_to_nothing()
    {
        folder.Write("a.dcm", (0x0010_0020, "LO", ""), (0x0020_000D, "UI", ""));
        folder.Write("bb.dcm", (0x0010_0020, "LO", ""), (0x0020_000D, "UI", ""));

        var outcomes = folder.DeidentifyAll();

        Assert.Equal(2, outcomes.Select(outcome => folder.ReadOutput(outcome)[0x0010_0020]).Distinct().Count());
    }

    [Fact]
    public void File_without_sop_class_is_quarantined()
    {
        folder.Write("a.dcm", (0x0008_0016, "UI", ""));

        Assert.Equal(QuarantineReasons.NoSopClass, folder.DeidentifyAll()[0].Reason);
    }

    [Theory]
    [InlineData("1.2.3.ZZDEMO-77")]
    [InlineData("1.2.840.10008.5.1.4.1.1.2/../../ZZDEMO")]
    [InlineData("1.2.3.45678901234567890123456789012345678901234567890123456789012345678901234567890")]
    public void Retained_uid_that_is_none_is_replaced_and_does_not_become_a_name(string uid)
    {
        folder.Write("a.dcm", (0x0008_0018, "UI", uid));

        var outcome = folder.DeidentifyAll(ConfidentialityOption.RetainUids)[0];

        Assert.Matches(@"^2\.25\.\d+\.dcm$", outcome.Output);
        Assert.Equal(outcome.Output, folder.ReadOutput(outcome)[0x0008_0018] + ".dcm");
    }

    [Theory]
    [InlineData("1.2.840.10008.20200131.4711.7")]
    [InlineData("1.2.840.10008.ZZDEMO")]
    public void Uid_made_under_the_root_of_the_standard_is_replaced(string uid)
    {
        folder.Write("a.dcm", (0x0008_0018, "UI", uid));

        Assert.StartsWith("2.25.", folder.ReadOutput(folder.DeidentifyAll()[0])[0x0008_0018], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(700, null)]
    [InlineData(3, null)]
    [InlineData(-1, "broken-structure")]
    public void Zero_bytes_behind_the_end_are_no_elements(int zeros, string? reason)
    {
        folder.Write("a.dcm", (0x7FE0_0010, "OW", "pixels"));
        var bytes = File.ReadAllBytes(Path.Combine(folder.Input, "a.dcm")).Concat(zeros < 0 ? [0, 0, 0, 0, 0, 0, 1] : new byte[zeros]);
        folder.WriteBytes("a.dcm", [.. bytes]);

        Assert.Equal(reason, folder.DeidentifyAll()[0].Reason);
    }

    private void WriteSameUid()
    {
        folder.Write("a.dcm", (0x0018_0050, "DS", "2.5"), (0x0008_0018, "UI", "1.2.3.9"));
        folder.Write("b.dcm", (0x0018_0050, "DS", "3.5"), (0x0008_0018, "UI", "1.2.3.9"));
        folder.Write("c.dcm", (0x0018_0050, "DS", "2.5"), (0x0008_0018, "UI", "1.2.3.9"));
    }
}
