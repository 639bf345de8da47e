using System.Globalization;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Risk;

/// <summary>
/// The classes of one table in the work database: every combination of quasi-identifying values that occurs, with its patients, and for each value the code of
/// the group that it falls into at each level of coarseness. So k at any levels is one grouping of whole numbers.
/// </summary>
internal sealed class ClassTable
{
    /// <summary>A column of more values than this is only left out, not made coarser: its values would not fit beside the rows.</summary>
    private const int MostValues = 200_000;

    private readonly WorkDatabase work;
    private readonly string coded;
    private readonly string count;

    private ClassTable(WorkDatabase work, string coded, string count, IReadOnlyList<QuasiLevels> quasi) => (this.work, this.coded, this.count, Quasi) = (work, coded, count, quasi);

    public IReadOnlyList<QuasiLevels> Quasi { get; }

    /// <summary>Rows that a question about k has to group.</summary>
    public long Rows { get; private init; }

    /// <param name="target">The k to reach by coarser rules.</param>
    public static ClassTable Build(WorkDatabase work, TableDefinition table, int target)
    {
        var name = ParquetWriter.Quote(table.Name);
        var columns = table.QuasiIdentifiers.Select(ParquetWriter.Quote).ToList();
        var classes = ParquetWriter.Quote($"~classes/{table.Name}");
        var coded = ParquetWriter.Quote($"~coded/{table.Name}");

        // With a row a patient the patients of classes that fall together add up; else they have to be told apart.
        var single = work.Count($"SELECT count(*) FROM {name}") == work.Count($"SELECT count(DISTINCT patient) FROM {name}");
        work.Execute(single
            ? $"CREATE TABLE {classes} AS SELECT {string.Join(", ", columns)}, count(*) AS \"~patients\" FROM {name} GROUP BY ALL"
            : $"CREATE TABLE {classes} AS SELECT DISTINCT {string.Join(", ", columns)}, patient AS \"~patient\" FROM {name}");
        var patients = single ? "CAST(sum(\"~patients\") AS BIGINT)" : "count(DISTINCT \"~patient\")";
        var quasi = table.QuasiIdentifiers.Select((q, i) => Levels(work, table, table.Kept.First(c => c.Output == q), classes, patients, target, i)).ToList();
        var codes = quasi.SelectMany((q, i) => Enumerable.Range(0, q.Dropped).SelectMany(level => new[] { $"v{N(i)}.c{N(level)} AS c{N(i)}_{N(level)}", $"v{N(i)}.x{N(level)} AS x{N(i)}_{N(level)}" }));
        var joins = quasi.Select((q, i) => $"JOIN {Values(table, i)} AS v{N(i)} ON v{N(i)}.value IS NOT DISTINCT FROM CAST(c.{columns[i]} AS VARCHAR)");
        work.Execute($"CREATE TABLE {coded} AS SELECT {string.Join(", ", codes)}, {(single ? "\"~patients\"" : "\"~patient\"")} FROM {classes} AS c {string.Join(' ', joins)}");
        return new ClassTable(work, coded, patients, quasi) { Rows = work.Count($"SELECT count(*) FROM {coded}") };
    }

    /// <summary>How many classes there are of each size, ascending.</summary>
    public IReadOnlyList<(int Size, int Classes)> Sizes(IReadOnlyList<int> levels) => work.Query(
        $"SELECT n, count(*) FROM (SELECT {count} AS n FROM {coded} {GroupBy(levels)}) WHERE n > 0 GROUP BY n ORDER BY n",
        row => ((int)row.GetInt64(0), (int)row.GetInt64(1)));

    /// <summary>Share of the patient records of which a value becomes coarser, 0 to 1.</summary>
    public double RecordsChanged(IReadOnlyList<int> levels)
    {
        var changed = Quasi.Select((q, i) => levels[i] == 0 ? "false" : levels[i] == q.Dropped ? "true" : $"x{N(i)}_{N(levels[i])}");
        var whole = Whole(Sizes([.. Quasi.Select(_ => 0)]));
        var groups = string.Join(", ", Quasi.Select((_, i) => $"c{N(i)}_0"));
        var records = work.Count($"SELECT coalesce(CAST(sum(n) AS BIGINT), 0) FROM (SELECT {count} AS n FROM {coded} WHERE {string.Join(" OR ", changed)} GROUP BY {groups})");
        return whole == 0 ? 0 : (double)records / whole;
    }

    /// <summary>Patient records of classes in all.</summary>
    public static long Whole(IEnumerable<(int Size, int Classes)> sizes) => sizes.Sum(s => (long)s.Size * s.Classes);

    private string GroupBy(IReadOnlyList<int> levels)
    {
        var columns = Quasi.Select((q, i) => (q, i)).Where(q => levels[q.i] < q.q.Dropped).Select(q => $"c{N(q.i)}_{N(levels[q.i])}").ToList();
        return columns.Count == 0 ? "" : $"GROUP BY {string.Join(", ", columns)}";
    }

    private static QuasiLevels Levels(WorkDatabase work, TableDefinition table, ColumnDefinition column, string classes, string patients, int target, int index)
    {
        var name = ParquetWriter.Quote(column.Output);
        var many = work.Count($"SELECT count(*) FROM (SELECT DISTINCT {name} FROM {classes})") > MostValues;
        var values = many ? [] : work.Query(
            $"SELECT CAST({name} AS VARCHAR) AS value, {patients} FROM {classes} GROUP BY value ORDER BY value NULLS LAST",
            row => (Value: row.IsDBNull(0) ? null : row.GetString(0), Patients: row.GetInt64(1)));
        IReadOnlyList<CoarserColumn> coarser = many
            ? [CoarserColumn.Drop]
            : CoarserRules.Of(table, column, values.Where(v => v.Value is not null).ToDictionary(v => v.Value!, v => v.Patients), target);
        var levels = new QuasiLevels(column, values, coarser);
        if (many)
        {
            work.Execute($"CREATE TABLE {Values(table, index)} AS SELECT value, CAST(row_number() OVER (ORDER BY value) AS INTEGER) AS c0, false AS x0 FROM (SELECT DISTINCT CAST({name} AS VARCHAR) AS value FROM {classes})");
            return levels;
        }

        work.Execute($"CREATE TABLE {Values(table, index)} (value VARCHAR, {string.Join(", ", Enumerable.Range(0, levels.Dropped).Select(level => $"c{N(level)} INTEGER, x{N(level)} BOOLEAN"))})");
        using var appender = work.Connection.CreateAppender($"~values/{table.Name}/{N(index)}");
        for (var i = 0; i < values.Count; i++)
        {
            var row = appender.CreateRow().AppendValue(values[i].Value);
            foreach (var (code, changed) in levels.Codes(i))
            {
                row.AppendValue(code).AppendValue(changed);
            }

            row.EndRow();
        }

        return levels;
    }

    private static string Values(TableDefinition table, int index) => ParquetWriter.Quote($"~values/{table.Name}/{N(index)}");

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
}
