using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Cohorts.Broker.Filters;
using Workbench.Cohorts.Snapshots;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>
/// Figures about the columns of a table. At level aggregate nothing is shown that stands for fewer patients than the
/// smallest group: no minimum or maximum (one patient's value), quartiles only when each quarter is large enough.
/// </summary>
internal sealed class FiguresReader(BrokerOptions options)
{
    // More values than this are not groups but values.
    private const int MostGroups = 30;
    private const int MostIntegerGroups = 12;

    public TableFigures Read(FiguresRead read, CancellationToken cancellation)
    {
        using var database = LockedDuckDb.Open([read.File], options.ThreadsPerQuery, options.MemoryPerQueryMegabytes);
        var where = read.RowFilter is null ? string.Empty : $" WHERE {read.RowFilter}";
        database.Execute(
            $"CREATE TEMP VIEW permitted AS SELECT * FROM read_parquet({FilterWriter.Literal(read.File)}){where}", cancellation);
        var totals = Rows(database, "SELECT count(*), count(DISTINCT patient) FROM permitted", cancellation).Single();
        var (rows, patients) = (Whole(totals[0]), Whole(totals[1]));
        var enough = read.SmallestGroup is not { } smallest || patients >= smallest;
        return new TableFigures(
            read.Table,
            enough ? rows : null,
            enough ? patients : null,
            [.. read.Columns.Select(column => enough
                ? Column(database, column, rows, patients, read.SmallestGroup, cancellation)
                : new ColumnFigures(column.Name, column.Type, column.Unit, null, null, null, null, null))]);
    }

    private static ColumnFigures Column(
        LockedDuckDb database, ManifestColumn column, long rows, long patients, int? smallestGroup, CancellationToken cancellation)
    {
        var name = FilterWriter.Quote(column.Name);
        var filled = Rows(
            database, $"SELECT count({name}), count(DISTINCT patient) FILTER ({name} IS NOT NULL), count(DISTINCT patient) FILTER ({name} IS NULL) FROM permitted",
            cancellation).Single();
        var (count, patientsWith, patientsWithout) = (Whole(filled[0]), Whole(filled[1]), Whole(filled[2]));
        var missing = new GroupSize(null, rows - count, patientsWithout);
        var numbers = IsNumber(column) && column.Role != ColumnRoles.Key
            ? Numbers(database, name, patientsWith, smallestGroup, cancellation)
            : null;
        var groups = Groups(database, column, name, cancellation);
        IReadOnlyList<GroupSize> all = groups is null ? [new(string.Empty, count, patientsWith), missing] : [.. groups, missing];
        var shown = smallestGroup is { } smallest ? SmallGroups.Shown(all, smallest) : all;
        var showsMissing = shown.Any(group => group.Label is null);
        return new ColumnFigures(
            column.Name,
            column.Type,
            column.Unit,
            showsMissing && (groups is not null || shown.Count == all.Count) ? count : null,
            showsMissing ? missing.Rows : null,
            numbers,
            groups is null ? null : [.. shown.Where(group => group.Label is not null).Select(group => new GroupFigures(group.Label!, group.Rows))],
            groups is null ? null : groups.Count - shown.Count(group => group.Label is not null));
    }

    private static NumberFigures? Numbers(
        LockedDuckDb database, string name, long patients, int? smallestGroup, CancellationToken cancellation)
    {
        if (patients == 0 || patients < smallestGroup)
        {
            return null;
        }

        var one = Rows(
            database,
            $"""
            SELECT avg({name}), stddev_samp({name}), min({name})::DOUBLE, quantile_cont({name}::DOUBLE, 0.25),
                   quantile_cont({name}::DOUBLE, 0.5), quantile_cont({name}::DOUBLE, 0.75), max({name})::DOUBLE
            FROM permitted
            """,
            cancellation).Single();
        var quartiles = smallestGroup is not { } smallest || patients >= 4L * smallest;
        return new NumberFigures(
            Real(one[0]),
            Real(one[1]),
            smallestGroup is null ? Real(one[2]) : null,
            quartiles ? Real(one[3]) : null,
            quartiles ? Real(one[4]) : null,
            quartiles ? Real(one[5]) : null,
            smallestGroup is null ? Real(one[6]) : null);
    }

    private static List<GroupSize>? Groups(
        LockedDuckDb database, ManifestColumn column, string name, CancellationToken cancellation)
    {
        var most = column.Type switch
        {
            "VARCHAR" or "BOOLEAN" => MostGroups,
            "BIGINT" or "INTEGER" or "SMALLINT" or "TINYINT" => MostIntegerGroups,
            _ => 0,
        };
        if (most == 0 || column.Role is ColumnRoles.Key or ColumnRoles.Text)
        {
            return null;
        }

        var groups = Rows(
            database,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {name}::VARCHAR, count(*), count(DISTINCT patient) FROM permitted WHERE {name} IS NOT NULL GROUP BY {name} ORDER BY {name} LIMIT {most + 1}"),
            cancellation);
        return groups.Count > most ? null : [.. groups.Select(row => new GroupSize((string)row[0], Whole(row[1]), Whole(row[2])))];
    }

    private static bool IsNumber(ManifestColumn column) =>
        column.Type is "BIGINT" or "INTEGER" or "SMALLINT" or "TINYINT" or "DOUBLE" or "FLOAT" || column.Type.StartsWith("DECIMAL", StringComparison.Ordinal);

    private static List<object[]> Rows(LockedDuckDb database, string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        using var interrupt = cancellation.Register(static state => ((DuckDBCommand)state!).Cancel(), command);
        try
        {
            using var reader = command.ExecuteReader();
            var rows = new List<object[]>();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }

            return rows;
        }
        catch (DuckDBException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private static long Whole(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    // JSON has no NaN or infinity.
    private static double? Real(object value) =>
        value is DBNull || Convert.ToDouble(value, CultureInfo.InvariantCulture) is not (var number and > double.NegativeInfinity and < double.PositiveInfinity)
            ? null
            : number;
}
