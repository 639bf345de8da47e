using System.Globalization;
using System.Net;
using System.Text;
using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>
/// What was done to a folder, as a page that a data protection officer can read: profile and options, how many files are done and why others
/// wait, and each action by tag. It holds no value and no name of a file.
/// </summary>
public sealed class ConformancePage(ConfidentialityOption options)
{
    private readonly SortedDictionary<(string Tag, string Action), long> actions = [];
    private readonly SortedDictionary<string, int> reasons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> pixels = [];
    private int done;
    private int sameUid;

    public void Add(FileOutcome outcome)
    {
        if (outcome.Reason is not null)
        {
            reasons[outcome.Reason] = reasons.GetValueOrDefault(outcome.Reason) + 1;
            return;
        }

        done++;
        sameUid += outcome.Note == FileOutcome.SameUidNote ? 1 : 0;
        var blanked = outcome.Pixels ?? "unchanged";
        pixels[blanked] = pixels.GetValueOrDefault(blanked) + 1;
        foreach (var action in outcome.Actions ?? [])
        {
            var key = (action.Tag, action.Action);
            actions[key] = actions.GetValueOrDefault(key) + action.Count;
        }
    }

    public string Render()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>De-identification report</title>
            <style>body{"{"}font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem{"}"}table{"{"}border-collapse:collapse{"}"}td,th{"{"}padding:.2rem .8rem;border-bottom:1px solid #ccc;text-align:left{"}"}</style></head><body>
            <h1>De-identification report</h1>
            <p>Basic Application Level Confidentiality Profile of {ProfileTable.Edition}, Table E.1-1. {done} files are done, {reasons.Values.Sum()} are quarantined. Each file that is done was read a second time against the table and against the patient's identifiers. {sameUid} of them have the SOP instance UID of another one and other bytes.</p>

            """);
        var chosen = ConfidentialityOptions.All.Where(option => options.HasFlag(option.Option)).ToList();
        Table(page, "Options", ["option", "code (CID 7050)"], chosen.Select(option => new[] { option.Meaning, option.Code }), "No option was chosen.");
        Table(page, "Why files wait", ["reason", "files"], reasons.Select(reason => new[] { reason.Key, Text(reason.Value) }), "No file waits.");
        Table(page, "Pixels", ["pixels", "files"], pixels.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new[] { entry.Key, Text(entry.Value) }), "No file is done.");
        Table(page, "Actions", ["tag", "action", "times"], actions.Select(entry => new[] { entry.Key.Tag, entry.Key.Action, Text(entry.Value) }), "Nothing was changed.");
        return page.Append("</body></html>\n").ToString();
    }

    private static void Table(StringBuilder page, string title, string[] columns, IEnumerable<string[]> rows, string none)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n");
        var lines = rows.Select(row => "<tr>" + string.Concat(row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")) + "</tr>\n").ToList();
        page.Append(lines.Count == 0 ? $"<p>{none}</p>\n" : $"<table><tr>{string.Concat(columns.Select(column => $"<th>{column}</th>"))}</tr>\n{string.Concat(lines)}</table>\n");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
