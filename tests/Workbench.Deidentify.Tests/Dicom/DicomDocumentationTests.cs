using System.Text.RegularExpressions;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>docs/dicom.md lists what the code has: no reason and no option more or less.</summary>
public sealed partial class DicomDocumentationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "docs", "dicom.md"));

    [Fact]
    public void Quarantine_reasons_are_those_of_the_code() => Assert.Equal(QuarantineReasons.All, Names("## Why a file is quarantined"));

    [Fact]
    public void Options_are_those_of_the_code() => Assert.Equal(ConfidentialityOptions.All.Select(option => option.Name), Names("## Options"));

    /// <summary>Differs? Run <c>Workbench.Deidentify profile &gt; docs/dicom-profile.md</c>.</summary>
    [Fact]
    public void Profile_table_is_that_of_the_code() => Assert.Equal(ProfileDocument.Render(), File.ReadAllText(Path.Combine(Root(), "docs", "dicom-profile.md")));

    private static List<string> Names(string heading)
    {
        var section = Text[(Text.IndexOf(heading, StringComparison.Ordinal) + heading.Length)..];
        var end = section.IndexOf("\n## ", StringComparison.Ordinal);
        return [.. FirstCell().Matches(end < 0 ? section : section[..end]).Select(match => match.Groups[1].Value)];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workbench.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
        }

        return folder;
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();
}
