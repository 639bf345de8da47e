using System.Globalization;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Building;

/// <summary>
/// What can only be done when all rows of all tables are there: rare values are merged, and free text is freed of the patients' identifiers. Tables that need neither are
/// finished as they were loaded. After it the work database has a view of each table under the table's own name, of the file that the snapshot will have.
/// </summary>
internal static class TableFinish
{
    /// <summary>Whether a table's loaded rows are not yet what the snapshot will have.</summary>
    public static bool Needs(TableDefinition table) => table.CleansText || table.Kept.Any(c => c.Rare is not null);

    /// <param name="tables">The tables with their loaded rows and the files that the snapshot will have.</param>
    public static void Run(WorkDatabase work, IReadOnlyList<(TableDefinition Table, LoadedTable Loaded, string Path)> tables)
    {
        if (tables.Any(t => t.Table.CleansText))
        {
            PatientIdentifiers.RegisterCleaner(work);
        }

        foreach (var (table, loaded, path) in tables)
        {
            if (Needs(table))
            {
                work.Execute($"CREATE VIEW {ParquetWriter.Quote(Loaded(table))} AS SELECT * FROM {File(loaded.Path)}");
                var columns = string.Join(", ", table.Kept.Select(column => $"{Finished(work, table, column)} AS {ParquetWriter.Quote(column.Output)}"));
                var identifiers = table.CleansText ? $" LEFT JOIN {PatientIdentifiers.Query} AS i ON r.patient = i.patient" : "";
                ParquetWriter.Copy(work.Connection, $"SELECT {columns} FROM {ParquetWriter.Quote(Loaded(table))} AS r{identifiers} ORDER BY r.patient, r.\"~key-high\", r.\"~key-low\"", path);
            }

            work.Execute($"CREATE VIEW {ParquetWriter.Quote(table.Name)} AS SELECT * FROM {File(path)}");
        }
    }

    private static string Loaded(TableDefinition table) => "~loaded/" + table.Name;

    private static string File(string path) => $"read_parquet({Literal(path)})";

    private static string Finished(WorkDatabase work, TableDefinition table, ColumnDefinition column)
    {
        var value = "r." + ParquetWriter.Quote(column.Output);
        if (column.Rule is FreeTextRule)
        {
            return $"\"~clean\"({value}, coalesce(i.words, ''))";
        }

        if (column.Rare is not { } rare)
        {
            return value;
        }

        var patients = work.Query(
            $"SELECT CAST({value} AS VARCHAR), count(DISTINCT patient) FROM {ParquetWriter.Quote(Loaded(table))} AS r WHERE {value} IS NOT NULL GROUP BY ALL",
            row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)));
        var merged = string.Create(CultureInfo.InvariantCulture, $"~merged/{table.Name}/{column.Output}");
        work.Execute($"CREATE TABLE {ParquetWriter.Quote(merged)} (value VARCHAR)");
        using (var appender = work.Connection.CreateAppender(merged))
        {
            foreach (var word in rare.Merged(patients))
            {
                appender.CreateRow().AppendValue(word).EndRow();
            }
        }

        return $"CASE WHEN {value} IS NULL THEN NULL WHEN CAST({value} AS VARCHAR) IN (SELECT value FROM {ParquetWriter.Quote(merged)}) THEN {Literal(rare.Word)} ELSE CAST({value} AS VARCHAR) END";
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
