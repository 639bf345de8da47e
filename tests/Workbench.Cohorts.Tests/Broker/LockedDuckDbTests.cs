using DuckDB.NET.Data;
using Workbench.Cohorts.Broker.Reading;

namespace Workbench.Cohorts.Tests.Broker;

/// <summary>The second wall: even SQL that no filter can express finds nothing in the database that runs it.</summary>
public sealed class LockedDuckDbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wb-locked-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM read_text('ALLOWED/../other.parquet')")]
    [InlineData("SELECT * FROM 'FOLDER/other.parquet'")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("COPY (SELECT 1) TO 'FOLDER/out.csv'")]
    [InlineData("ATTACH 'FOLDER/x.db'")]
    [InlineData("EXPORT DATABASE 'FOLDER/export'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET enable_external_access=true")]
    [InlineData("SET allowed_paths=['/etc/passwd']")]
    [InlineData("SET lock_configuration=false")]
    [InlineData("RESET memory_limit")]
    [InlineData("SELECT * FROM read_parquet('https://127.0.0.1:1/x.parquet')")]
    public void Statement_that_reaches_out_is_refused(string sql)
    {
        var allowed = Path.Combine(_folder.FullName, "allowed.parquet");
        var other = Path.Combine(_folder.FullName, "other.parquet");
        using (var open = new DuckDBConnection("DataSource=:memory:"))
        {
            open.Open();
            using var command = open.CreateCommand();
            command.CommandText = $"COPY (SELECT 1 AS a) TO '{allowed}'; COPY (SELECT 2 AS a) TO '{other}'";
            command.ExecuteNonQuery();
        }

        using var locked = LockedDuckDb.Open([allowed], threads: 1, memoryLimitMegabytes: 64);
        locked.Execute($"SELECT * FROM read_parquet('{allowed}')", CancellationToken.None);
        Assert.Throws<DuckDBException>(() => locked.Execute(
            sql.Replace("FOLDER", _folder.FullName, StringComparison.Ordinal).Replace("ALLOWED", allowed, StringComparison.Ordinal),
            CancellationToken.None));
    }

    [Fact]
    public void Statement_that_takes_too_much_memory_is_ended()
    {
        using var locked = LockedDuckDb.Open([], threads: 1, memoryLimitMegabytes: 64);
        Assert.Throws<DuckDBException>(() => locked.Execute(
            "CREATE TABLE t AS SELECT range::VARCHAR || repeat('x', 100) AS a FROM range(10000000)", CancellationToken.None));
    }

    [Fact]
    public void Statement_that_takes_too_long_is_interrupted()
    {
        using var locked = LockedDuckDb.Open([], threads: 1, memoryLimitMegabytes: 64);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.Throws<OperationCanceledException>(() => locked.Execute(
            "SELECT count(*) FROM range(1000000000000) r(i) WHERE hash(i) = 42", limit.Token));
    }
}
