using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Reading;

/// <summary>Brings the columns of a raw file and of the rules together; they have to be the same set.</summary>
internal static class HeaderMatch
{
    /// <param name="positions">For each column of the rules its place in the file, when the result is null.</param>
    public static SourceRefusal? Find(string file, IReadOnlyList<string> header, TableDefinition table, out int[] positions)
    {
        var byName = new Dictionary<string, int>();
        positions = [];
        for (var i = 0; i < header.Count; i++)
        {
            // What stands in a header may be a person's name, if the header is missing; so its text is never repeated.
            if (!byName.TryAdd(header[i], i))
            {
                return new SourceRefusal("column-twice", $"Columns {byName[header[i]] + 1} and {i + 1} of the file have the same name.", "Rename one of them in the file.") { File = file };
            }
        }

        var declared = table.Columns.Select(c => c.Name).ToHashSet();
        for (var i = 0; i < header.Count; i++)
        {
            if (!declared.Contains(header[i]))
            {
                var near = NearestName.Of(header[i], table.Columns.Select(c => c.Name).Where(c => !byName.ContainsKey(c)));
                return new SourceRefusal(
                    "column-without-rule",
                    $"Column {i + 1} of the file's {header.Count} has no rule.",
                    near is null ? "Give it one in source.yaml (drop, if it is not needed)." : $"Was \"{near}\" of source.yaml meant?")
                {
                    File = file,
                };
            }
        }

        foreach (var column in table.Columns)
        {
            if (!byName.ContainsKey(column.Name))
            {
                return new SourceRefusal("column-missing", "source.yaml has a rule for a column that the file does not have.", "Deliver the column, or take it out of source.yaml.") { File = file, Column = column.Name };
            }
        }

        positions = [.. table.Columns.Select(c => byName[c.Name])];
        return null;
    }
}
