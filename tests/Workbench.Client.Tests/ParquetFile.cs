using DuckDB.NET.Data;

namespace Workbench.Client.Tests;

/// <summary>A Parquet file made by a query, in a temporary place; gone with the test.</summary>
internal sealed class ParquetFile : IDisposable
{
    private ParquetFile(string path) => Path = path;

    public string Path { get; }

    public static ParquetFile From(string sql)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"client-test-{System.IO.Path.GetRandomFileName()}.parquet");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({sql}) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        return new ParquetFile(path);
    }

    public void Dispose() => File.Delete(Path);
}
