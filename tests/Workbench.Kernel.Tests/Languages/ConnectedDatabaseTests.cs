namespace Workbench.Kernel.Tests.Languages;

public sealed class ConnectedDatabaseTests(SqlKernel kernel) : IClassFixture<SqlKernel>
{
    [Fact]
    public async Task Sqlite_file_is_a_language()
    {
        var file = Path.GetTempFileName();
        await kernel.Client.RunAsync($"#!connect sqlite --kernel-name study \"Data Source={file}\"");

        var run = await kernel.Client.RunAsync("#!sql-study --name rows\nCREATE TABLE p (id INTEGER, name TEXT); INSERT INTO p VALUES (1, 'a'), (2, NULL);\nSELECT * FROM p");

        Assert.Equal("ok", run.Status);
        Assert.Equal("2", (await kernel.Client.RunAsync("#!share --from sql-study rows\nrows.First().Data.Count()")).Result);
        var wrong = await kernel.Client.RunAsync("#!sql-study\nSELECT *\nFROMM p");
        Assert.Equal(["LINE 3: FROMM p", "        ^"], wrong.Error.Traceback[^2..]);
        File.Delete(file);
    }

    [Fact]
    public async Task Duckdb_is_called_by_the_name_alone_too()
    {
        await kernel.Client.RunAsync("#!connect duckdb --kernel-name lake \"Data Source=:memory:\"");

        Assert.StartsWith("a\n1", (await kernel.Client.RunAsync("#!lake\nSELECT 1 AS a")).Shown, StringComparison.Ordinal);
        Assert.StartsWith("a\n2", (await kernel.Client.RunAsync("#!sql-lake\nSELECT 2 AS a")).Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_that_does_not_answer_is_told()
    {
        var run = await kernel.Client.RunAsync("#!connect postgres --kernel-name pg \"Host=127.0.0.1;Port=1;Username=u;Database=d\"");

        Assert.Contains("The PostgreSQL database cannot be opened", run.Error.Value, StringComparison.Ordinal);
    }
}
