using Apache.Arrow.Ipc;
using DuckDB.NET.Data;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Languages.Sql.DuckDb;

/// <summary>A table of DuckDB as a value. It reads the table as it is when it is looked at.</summary>
public sealed class DuckDbResult : SqlResult, IArrowTable
{
    private readonly DuckDbDatabase database;
    private readonly string table;

    internal DuckDbResult(DuckDbDatabase database, string table)
    {
        this.database = database;
        this.table = table;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns
    {
        get
        {
            using var command = Command($"FROM {table} LIMIT 0");
            using var reader = command.ExecuteReader();
            return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        }
    }

    /// <inheritdoc/>
    public override long RowCount
    {
        get
        {
            using var command = Command($"SELECT count(*) FROM {table}");
            return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    internal override TabularDataResource ToTable()
    {
        using var command = Command($"FROM {table}");
        using var reader = command.ExecuteReader();
        return SqlTables.Read(reader);
    }

    internal override SqlRows Shown()
    {
        using var command = Command($"FROM {table}");
        using var reader = command.ExecuteReader();
        return SqlRows.Read(reader, static () => true);
    }

    void IArrowTable.WriteArrow(string path)
    {
        using var command = Command($"FROM {table}");
        using var stream = command.ExecuteArrowStream();
        using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, stream.Schema);
        while (stream.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
        {
            writer.WriteRecordBatch(batch);
            batch.Dispose();
        }

        writer.WriteEnd();
    }

    private DuckDBCommand Command(string sql)
    {
        var command = database.DuckDb.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
