using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Workbench.Kernel.Output;

/// <summary>A table as aligned text, for clients that show no HTML; the rows shown are the rows in the message.</summary>
internal static class TabularFormatters
{
    private const int MaxRows = 20;
    private const int MaxCellChars = 40;

    public static void Register()
    {
        Formatter.Register<TabularDataResource>(Write, PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(TabularDataResource), HtmlFormatter.MimeType, "text/csv");
    }

    private static bool Write(TabularDataResource table, FormatContext context)
    {
        string[] names = [.. table.Schema.Fields.Select(static field => field.Name)];
        var rows = table.Data.Take(MaxRows + 1).Select(row => Cells(row, names)).ToList();
        List<string[]> lines = [names, .. rows.Take(MaxRows)];
        var widths = names.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            context.Writer.Write(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd() + "\n");
        }

        if (rows.Count > MaxRows)
        {
            var more = table.Data.TryGetNonEnumeratedCount(out var count) ? string.Create(CultureInfo.InvariantCulture, $"({count - MaxRows:N0} more)") : "(more)";
            context.Writer.Write(more);
        }

        return true;
    }

    private static string[] Cells(IEnumerable<KeyValuePair<string, object>> row, string[] names)
    {
        var values = row.GroupBy(static cell => cell.Key).ToDictionary(static group => group.Key, static group => group.First().Value, StringComparer.Ordinal);
        return [.. names.Select(name => Cell(values.GetValueOrDefault(name)))];
    }

    private static string Cell(object? value)
    {
        var text = (value is null ? Formatter.NullString : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").ReplaceLineEndings(" ");
        return text.Length <= MaxCellChars ? text : text[..(MaxCellChars - 1)] + "…";
    }
}
