using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Tests.Snapshots;

public sealed class ParquetWriterTests
{
    /// <summary>More rows than one row group, with ties and missing values.</summary>
    private const string Sql = "SELECT 'p' || (i % 977) AS patient, if(i % 5 = 0, NULL, (i * 7919 % 1000) / 8.0) AS n FROM range(300000) r(i)";

    [Theory]
    [InlineData(Sql)]
    [InlineData(Sql + " ORDER BY i DESC")]
    [InlineData(Sql + " ORDER BY hash(i)")]
    [InlineData("SELECT n, patient FROM (" + Sql + ")")]
    public void Same_rows_give_the_same_bytes_in_whatever_order_they_came(string sql)
    {
        using var test = new TestSnapshots();
        var (one, other) = (Path.Combine(test.Outside, "1.parquet"), Path.Combine(test.Outside, "2.parquet"));

        TestSnapshots.WriteParquet(Sql, one);
        TestSnapshots.WriteParquet(sql, other);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(other));
    }

    [Fact]
    public void One_other_value_gives_other_bytes()
    {
        using var test = new TestSnapshots();
        var (one, other) = (Path.Combine(test.Outside, "1.parquet"), Path.Combine(test.Outside, "2.parquet"));

        TestSnapshots.WriteParquet(Sql, one);
        TestSnapshots.WriteParquet(Sql.Replace("7919 %", "7919 + if(i = 299999, 1, 0) %", StringComparison.Ordinal), other);

        Assert.NotEqual(SnapshotHash.OfFile(one), SnapshotHash.OfFile(other));
    }

    [Fact]
    public void Row_groups_have_the_fixed_size_and_rows_are_sorted()
    {
        using var test = new TestSnapshots();
        var path = Path.Combine(test.Outside, "it's.parquet");
        TestSnapshots.WriteParquet(Sql, path);

        Assert.Equal(
            [ParquetWriter.RowGroupSize, ParquetWriter.RowGroupSize, 300_000 - (2L * ParquetWriter.RowGroupSize)],
            Longs($"SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('{path.Replace("'", "''", StringComparison.Ordinal)}') ORDER BY row_group_id"));
        Assert.Equal(
            [0L],
            Longs($"SELECT 0, count(*) FROM (SELECT patient, n, lag(patient) OVER () AS p, lag(n) OVER () AS m FROM read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')) WHERE p > patient OR (p = patient AND (m > n OR (m IS NULL AND n IS NOT NULL)))"));
    }

    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("ph.ecog", "\"ph.ecog\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    public void Names_are_quoted(string name, string sql) => Assert.Equal(sql, ParquetWriter.Quote(name));

    private static List<long> Longs(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var longs = new List<long>();
        while (reader.Read())
        {
            longs.Add(reader.GetInt64(1));
        }

        return longs;
    }
}
