using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;

namespace Workbench.Client.Tests.Notebooks;

/// <summary>One of the public tables as a table of a snapshot: a pseudonym in front, otherwise as published.</summary>
internal sealed record PublicTable(string Name, string CsvName)
{
    public ManifestTable Write(string snapshotFolder)
    {
        var file = Path.Combine(snapshotFolder, "tables", $"{Name}.parquet");
        var csv = Path.Combine(RepositoryFolder.SampleNotebooks, "data", $"{CsvName}.csv");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY (SELECT substr(md5('{CsvName}' || row_number() OVER ()), 1, 20) AS patient, * FROM read_csv('{csv}') ORDER BY 1) TO '{file}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        command.CommandText = $"DESCRIBE SELECT * FROM '{file}'";
        var columns = new List<ManifestColumn>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var name = reader.GetString(0);
                columns.Add(new ManifestColumn(name, reader.GetString(1), null, $"meaning of {name}", name == "patient" ? ColumnRoles.Key : ColumnRoles.Clinical, "keep", 0));
            }
        }
        command.CommandText = $"SELECT count(*) FROM '{file}'";
        var rows = (long)command.ExecuteScalar()!;
        return new ManifestTable(Name, rows, (int)rows, $"tables/{Name}.parquet", SnapshotHash.OfFile(file), new FileInfo(file).Length, columns);
    }
}
