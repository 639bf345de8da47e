using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Tests.Dicom;

public sealed class ConformancePageTests
{
    [Fact]
    public void Page_sums_up_actions_reasons_and_options_without_names_of_files()
    {
        var page = new ConformancePage(ConfidentialityOption.CleanDescriptors);
        page.Add(new FileOutcome("Zzdemo<1>.dcm", "done", "2.25.1.dcm", null, null, null, null, [new ActionCount("(0010,0030)", "Zero", 2)]));
        page.Add(new FileOutcome("Zzdemo2.dcm", "done", "2.25.2.dcm", null, null, null, "review", [new ActionCount("(0010,0030)", "Zero", 1)]));
        page.Add(FileOutcome.Quarantined("Zzdemo3.dcm", "truncated", "The file ends."));

        var html = page.Render();

        Assert.Contains("2 files are done, 1 are quarantined", html, StringComparison.Ordinal);
        Assert.Contains("<td>Clean Descriptors Option</td><td>113105</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>(0010,0030)</td><td>Zero</td><td>3</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>truncated</td><td>1</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>review</td><td>1</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Zzdemo", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }
}
