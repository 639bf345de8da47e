using System.Text;

namespace Workbench.Kernel.Directives.Magics;

/// <summary>Lists as text for clients that show nothing else.</summary>
internal static class TextColumns
{
    private const int MaxWidth = 40;

    /// <summary>Rows under a heading, columns aligned; the last column is as wide as it is.</summary>
    public static string Align(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [heading, .. rows];
        var widths = Enumerable.Range(0, heading.Count).Select(column => Math.Min(MaxWidth, all.Max(row => row[column].Length))).ToArray();
        var text = new StringBuilder();
        foreach (var row in all)
        {
            for (var column = 0; column < row.Count; column++)
            {
                text.Append(column == row.Count - 1 ? row[column] : row[column].PadRight(widths[column] + 2));
            }

            text.Append('\n');
        }

        return text.ToString(0, text.Length - 1);
    }
}
