using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Values;
using YamlDotNet.RepresentationModel;

namespace Workbench.Deidentify.Sources;

/// <summary>Reads one table of <c>source.yaml</c>.</summary>
internal static class TableYaml
{
    private static readonly Dictionary<string, char> Delimiters = new() { ["comma"] = ',', ["semicolon"] = ';', ["tab"] = '\t' };
    private static readonly string[] CountKinds = ["age", "sex", "stage", "treatment", "other"];

    /// <summary>The table, or null after problems were reported.</summary>
    public static TableDefinition? Read(string name, YamlFields fields, string sourceIssuer)
    {
        var before = fields.Problems.Found.Count;
        var files = Files(fields);
        var delimiter = fields.Text("delimiter") ?? "comma";
        if (!Delimiters.ContainsKey(delimiter))
        {
            fields.Invalid("delimiter", "There is no such delimiter.", $"Write one of {string.Join(", ", Delimiters.Keys)}.");
        }

        var missing = fields.Texts("missing") ?? [];
        var issuer = fields.Text("issuer") ?? sourceIssuer;
        var primaryKey = fields.Texts("primary-key", required: true) ?? [];
        var patientKey = fields.Text("patient-key", required: true);
        var quasi = fields.Texts("quasi-identifiers") ?? [];
        var population = fields.Integer("population");
        if (population < 1)
        {
            fields.Invalid("population", "\"population\" is not a number of people.", "Write from how many people the patients come, or leave it out.");
        }

        var counts = fields.Take("counts");
        var columns = ColumnsYaml.Read(fields.Map("columns", $"\"columns\" of the table \"{name}\"", required: true), patientKey);
        fields.End();
        if (columns is null || patientKey is null || fields.Problems.Found.Count > before)
        {
            return null;
        }

        var names = columns.Select(c => c.Name).ToList();
        var keyIndexes = primaryKey.Select(k => Index(fields, "primary-key", names, k)).ToList();
        var patientIndex = Index(fields, "patient-key", names, patientKey);
        if (fields.Problems.Found.Count > before)
        {
            return null;
        }

        var table = new TableDefinition(name, files, Delimiters[delimiter], missing, keyIndexes, patientIndex, issuer, quasi, [], columns) { Population = population };
        CheckOutputs(table, fields);
        table = table with { Counts = Counts(counts, table, fields) };
        return fields.Problems.Found.Count > before ? null : table;
    }

    private static IReadOnlyList<string> Files(YamlFields fields)
    {
        var files = fields.Texts("files", required: true) ?? [];
        foreach (var file in files)
        {
            if (!IsPlainPath(file))
            {
                fields.Invalid("files", "A file is not named by a plain path within the source.", "Write the path from the source's folder on, without \"..\".");
            }
            else if (!file.EndsWith(".csv", StringComparison.Ordinal) && !file.EndsWith(".parquet", StringComparison.Ordinal))
            {
                fields.Invalid("files", "A file is neither .csv nor .parquet.", "Export the table as one of these.");
            }
        }

        if (files.Distinct().Count() != files.Count)
        {
            fields.Invalid("files", "A file is named twice.", "Name it once.");
        }

        return files;
    }

    /// <summary>Whether a path stays within the source.</summary>
    public static bool IsPlainPath(string path) =>
        path.Length <= 200 && !path.Split('/').Any(part => part is "" or "." or ".." || part.Contains('\\', StringComparison.Ordinal));

    private static int Index(YamlFields fields, string field, List<string> names, string column)
    {
        var index = names.IndexOf(column);
        if (index < 0)
        {
            fields.Invalid(field, $"\"{field}\" names the column \"{column}\", which \"columns\" does not declare.", NearestName.Of(column, names) is { } nearest
                ? $"Did you mean \"{nearest}\"?"
                : "Name a declared column.");
        }

        return index;
    }

    private static void CheckOutputs(TableDefinition table, YamlFields fields)
    {
        // DuckDB compares names without regard to case, so "Age" and "age" would be one column there.
        foreach (var twice in table.Kept.GroupBy(c => c.Output, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            fields.Invalid("columns", $"Two columns of the snapshot would be named \"{twice.Key}\" (\"patient\" is the patient key's).", "Rename one of them by \"as\".");
        }

        // Identifiers are compared by their text: 7 as a number and "007" as text would be two patients.
        var key = table.Columns[table.PatientKey];
        foreach (var other in table.Kept.Where(c => c.Rule is PseudonymRule { IsPatient: true } && c.Type.Kind != key.Type.Kind))
        {
            fields.Invalid("columns", $"The column \"{other.Name}\" holds patients as the patient key \"{key.Name}\" does, but has another type.", "Declare the same type for both.");
        }

        foreach (var quasi in table.QuasiIdentifiers.Where(q => table.Kept.Skip(1).All(c => c.Output != q)))
        {
            fields.Invalid("quasi-identifiers", $"\"quasi-identifiers\" names \"{quasi}\", which is no column of the snapshot.", NearestName.Of(quasi, table.Kept.Select(c => c.Output)) is { } nearest
                ? $"Did you mean \"{nearest}\"?"
                : "Name columns as they are after the rules.");
        }
    }

    private static List<CountDefinition> Counts(YamlNode? node, TableDefinition table, YamlFields fields)
    {
        var counts = new List<CountDefinition>();
        if (node is not null and not YamlSequenceNode)
        {
            fields.Invalid("counts", "\"counts\" is not a list.", "Write a list of column, title and kind.");
        }

        foreach (var item in (node as YamlSequenceNode)?.Children ?? [])
        {
            if (item is not YamlMappingNode map)
            {
                fields.Problems.Add("rules-invalid", item.Start, "A count is not a mapping.", "Write column, title and kind.");
                continue;
            }

            var count = new YamlFields(map, "a count", fields.Problems);
            var column = count.Text("column", required: true);
            var title = count.Text("title", required: true);
            var kind = count.Text("kind") ?? "other";
            var width = count.Integer("width");
            var labels = count.TextMap("labels") ?? new Dictionary<string, string>();
            count.End();
            var counted = table.Kept.Skip(1).FirstOrDefault(c => c.Output == column);
            if (column is not null && counted is null)
            {
                count.Invalid("column", "A count names no column of the snapshot.", "Name a column as it is after the rules.");
            }
            else if (counted is not null && width is not null && (width is < 1 or > 1_000_000 || counted.OutputKind != ValueKind.Integer))
            {
                count.Invalid("width", "\"width\" needs a column of whole numbers and a width of at least 1.", "Leave it out or count another column.");
            }
            else if (counted is { Rule: PseudonymRule or ShiftDateRule or FreeTextRule })
            {
                count.Invalid("column", "A count names a column of pseudonyms or shifted dates.", "Count a column with few values.");
            }
            else if (!CountKinds.Contains(kind))
            {
                count.Invalid("kind", "There is no such kind of count.", $"Write one of {string.Join(", ", CountKinds)}.");
            }
            else if (column is not null && title is not null)
            {
                counts.Add(new CountDefinition(column, title, kind, labels, (int?)width));
            }
        }

        return counts;
    }
}
