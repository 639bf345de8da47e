using System.Globalization;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Building;

/// <summary>
/// What can only be done when all rows of all tables are there: rare values are merged, and free text is freed of the patients' identifiers. Before it the
/// rows stand in the table <see cref="Loaded"/>; after it they stand under the table's own name as the snapshot will have them.
/// </summary>
internal static class TableFinish
{
    /// <summary>Name of the table of loaded rows in the work database.</summary>
    public static string Loaded(TableDefinition table) => "~loaded/" + table.Name;

    public static void Run(WorkDatabase work, IReadOnlyList<TableDefinition> tables)
    {
        if (tables.Any(t => t.CleansText))
        {
            PatientIdentifiers.RegisterCleaner(work);
        }

        foreach (var table in tables)
        {
            var columns = string.Join(", ", table.Kept.Select(column => $"{Finished(work, table, column)} AS {ParquetWriter.Quote(column.Output)}"));
            var rows = ParquetWriter.Quote(Loaded(table));
            work.Execute(table.CleansText
                ? $"CREATE TABLE {ParquetWriter.Quote(table.Name)} AS SELECT {columns} FROM {rows} AS r LEFT JOIN {PatientIdentifiers.Query} AS i ON r.patient = i.patient"
                : $"CREATE VIEW {ParquetWriter.Quote(table.Name)} AS SELECT {columns} FROM {rows} AS r");
        }
    }

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
