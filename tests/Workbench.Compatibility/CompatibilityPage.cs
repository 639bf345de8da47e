using System.Globalization;
using System.Text;

namespace Workbench.Compatibility;

/// <summary>Renders the cases as the page <c>docs/compatibility.md</c>.</summary>
public static class CompatibilityPage
{
    public static string Render()
    {
        var files = CaseFile.Names.Select(CaseFile.Read).ToList();
        var cases = files.SelectMany(static file => file.Cases).ToList();
        var page = new StringBuilder();
        page.Append("# Compatibility with .NET Interactive\n\n")
            .Append("This page is written by the tests: each line is a case of `tests/Workbench.Compatibility/cases`, which runs through Debian's `jupyter_client` over TCP, and through the server with the kernel in its sandbox.\n\n")
            .Append(CultureInfo.InvariantCulture, $"{cases.Count} cases: {Count("same")} the same, {Count("better")} better, {Count("differs")} different.\n");
        page.Append(CultureInfo.InvariantCulture, $"An interrupt, which the original does not answer, stops each of {string.Join(", ", InterruptWorkloads.Languages.Select(static language => $"{InterruptWorkloads.In(language).Count} workloads in {language}"))} (`interrupts.json`) and keeps the state.\n");
        foreach (var file in files)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {file.Title}\n\n| what | .NET Interactive | here | why |\n|---|---|---|---|\n");
            foreach (var one in file.Cases)
            {
                page.Append(CultureInfo.InvariantCulture, $"| {Cell(one.Feature)} | {Cell(one.Original)} | {one.Verdict} | {Cell(one.Why ?? "")} |\n");
            }
        }

        return page.ToString();

        int Count(string verdict) => cases.Count(one => one.Verdict == verdict);
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
