using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>The columns of a result set as notebooks know it: rows of names and values.</summary>
internal static class TabularColumns
{
    /// <param name="tables">The first one counts; a query with several results shares its first.</param>
    public static IReadOnlyList<TableColumn>? Of(IEnumerable<TabularDataResource> tables)
    {
        if (tables.FirstOrDefault() is not { } table)
        {
            return null;
        }

        var names = table.Schema.Fields.Select(static field => field.Name).ToArray();
        var columns = names.Select(static _ => new List<object?>()).ToArray();
        foreach (var row in table.Data)
        {
            var at = 0;
            foreach (var (name, value) in row)
            {
                // Rows have the columns in the schema's order; one that has not is looked up.
                var column = at < names.Length && names[at] == name ? at : Array.IndexOf(names, name);
                if (column >= 0)
                {
                    columns[column].Add(value);
                }

                at++;
            }

            var length = columns.Max(static column => column.Count);
            foreach (var column in columns.Where(column => column.Count < length))
            {
                column.Add(null);
            }
        }

        return [.. names.Select((name, at) => new TableColumn(name, columns[at].ToArray(), null))];
    }
}
