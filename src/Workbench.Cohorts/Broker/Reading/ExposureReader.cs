using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Cohorts.Broker.Filters;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>A table of which somebody asks what it would expose.</summary>
/// <param name="File">The verified Parquet file.</param>
/// <param name="QuasiIdentifiers">The chosen quasi-identifiers of the table; may be none.</param>
/// <param name="RowFilter">Checked SQL; null: all rows.</param>
/// <param name="FilterColumns">Columns that the row filter looks at.</param>
internal sealed record ExposureRead(
    string Table, string File, IReadOnlyList<string> QuasiIdentifiers, string? RowFilter, IReadOnlyCollection<string> FilterColumns);

/// <summary>Counts groups of patients. Nothing but counts leaves it, and it decides nothing about who may see them.</summary>
internal sealed class ExposureReader(BrokerOptions options)
{
    /// <exception cref="DuckDBException">A row filter does not fit the types of its columns. The message can hold a value.</exception>
    public ExposureFigures Read(IReadOnlyList<ExposureRead> tables, int smallestGroup, CancellationToken cancellation)
    {
        using var database = LockedDuckDb.Open(
            [.. tables.Select(table => table.File)], options.ThreadsPerQuery, options.MemoryPerQueryMegabytes);
        var (rows, k, small) = (0L, (int?)null, (int?)null);
        for (var i = 0; i < tables.Count; i++)
        {
            var table = tables[i];
            var where = table.RowFilter is null ? string.Empty : $" WHERE {table.RowFilter}";
            database.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE TEMP VIEW all{i} AS SELECT * FROM read_parquet({FilterWriter.Literal(table.File)}); CREATE TEMP VIEW chosen{i} AS SELECT * FROM all{i}{where}"), cancellation);
            rows += Numbers(database, string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM chosen{i}"), cancellation)[0] ?? 0;
            if (table.QuasiIdentifiers.Count > 0)
            {
                var groups = Numbers(
                    database,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"SELECT min(n), count(*) FILTER (n < {smallestGroup}) FROM (SELECT count(DISTINCT patient) AS n FROM chosen{i} GROUP BY {string.Join(", ", table.QuasiIdentifiers.Select(FilterWriter.Quote))})"),
                    cancellation);
                k = groups[0] is { } smallest ? Math.Min(k ?? int.MaxValue, (int)smallest) : k;
                small = (small ?? 0) + (int)(groups[1] ?? 0);
            }
        }

        return new ExposureFigures(
            rows,
            Patients(database, "chosen", tables.Count, cancellation),
            Patients(database, "all", tables.Count, cancellation),
            [.. tables.SelectMany(table => table.QuasiIdentifiers.Select(name => $"{table.Table}.{name}"))],
            k,
            small,
            [.. tables.SelectMany(table => table.FilterColumns).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static int Patients(LockedDuckDb database, string view, int tables, CancellationToken cancellation)
    {
        var keys = string.Join(" UNION ", Enumerable.Range(0, tables).Select(i => string.Create(CultureInfo.InvariantCulture, $"SELECT patient FROM {view}{i}")));
        return (int)(Numbers(database, $"SELECT count(*) FROM ({keys})", cancellation)[0] ?? 0);
    }

    private static long?[] Numbers(LockedDuckDb database, string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        using var interrupt = cancellation.Register(static state => ((DuckDBCommand)state!).Cancel(), command);
        try
        {
            using var reader = command.ExecuteReader();
            reader.Read();
            return [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? (long?)null : Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture))];
        }
        catch (DuckDBException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }
}
