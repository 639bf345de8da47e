using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Server.Requests;

/// <summary>
/// How far the chosen columns single people out, computed from the snapshot itself: patients who agree in all chosen
/// quasi-identifiers of a table form a group (k-anonymity; Sweeney, 2002). Missing counts as a value of its own.
/// </summary>
/// <param name="Rows">Rows of the chosen tables.</param>
/// <param name="Patients">Different patients in the chosen tables.</param>
/// <param name="QuasiIdentifiers">The chosen columns that outsiders could know, as table.column.</param>
/// <param name="K">Patients in the smallest group over the chosen tables; null when no chosen column is a quasi-identifier.</param>
/// <param name="SmallGroups">Groups below the threshold; null when K is.</param>
internal sealed record ExposureFigures(long Rows, int Patients, IReadOnlyList<string> QuasiIdentifiers, int? K, int? SmallGroups)
{
    private const string PatientKey = "patient";

    /// <param name="tables">Must exist in the snapshot, with these columns.</param>
    /// <param name="threshold">Groups of fewer patients are small.</param>
    public static async Task<ExposureFigures> ComputeAsync(
        Snapshot snapshot, IReadOnlyList<TableChoice> tables, int threshold, CancellationToken cancel)
    {
        await using var duckDb = new DuckDBConnection("Data Source=:memory:;threads=1;memory_limit=512MB");
        await duckDb.OpenAsync(cancel);
        var (rows, quasi, k, small) = (0L, new List<string>(), (int?)null, (int?)null);
        foreach (var choice in tables)
        {
            var table = snapshot.Manifest.Table(choice.Name)
                ?? throw new InvalidOperationException("The chosen table was checked and is not in the snapshot.");
            rows += table.Rows;
            var chosen = table.Columns.Where(column => column.Role == ColumnRoles.Quasi && choice.Columns.Contains(column.Name)).ToList();
            if (chosen.Count == 0)
            {
                continue;
            }

            quasi.AddRange(chosen.Select(column => $"{table.Name}.{column.Name}"));
            var groups = string.Join(", ", chosen.Select(column => Quoted(column.Name, '"')));
            var (smallest, below) = await TwoNumbersAsync(
                duckDb,
                $"SELECT min(n), count(*) FILTER (n < {threshold.ToString(CultureInfo.InvariantCulture)}) FROM "
                + $"(SELECT count(DISTINCT {PatientKey}) AS n FROM {Source(snapshot, table.Name)} GROUP BY {groups})",
                cancel);
            (k, small) = (Math.Min(k ?? smallest, smallest), (small ?? 0) + below);
        }

        var keys = string.Join(" UNION ", tables.Select(choice => $"SELECT {PatientKey} FROM {Source(snapshot, choice.Name)}"));
        var (patients, _) = await TwoNumbersAsync(duckDb, $"SELECT count(*), 0 FROM ({keys})", cancel);
        return new ExposureFigures(rows, patients, quasi, k, small);
    }

    private static string Source(Snapshot snapshot, string table) => $"read_parquet({Quoted(snapshot.TablePath(table)!, '\'')})";

    private static string Quoted(string text, char quote) => quote + text.Replace(quote.ToString(), new string(quote, 2), StringComparison.Ordinal) + quote;

    private static async Task<(int First, int Second)> TwoNumbersAsync(DuckDBConnection duckDb, string sql, CancellationToken cancel)
    {
        await using var command = duckDb.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (Number(reader, 0), Number(reader, 1));
    }

    private static int Number(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? 0 : Convert.ToInt32(reader.GetValue(column), CultureInfo.InvariantCulture);
}
