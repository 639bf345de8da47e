using System.Text;
using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Reading;

/// <summary>
/// Parquet by DuckDB, each value turned into text so that the declared types judge all formats alike. What DuckDB says about a
/// broken file is not repeated: its messages may quote values.
/// </summary>
public sealed class ParquetReader(string path, string name) : RawTableReader
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly string hashBefore = SnapshotHash.OfFile(path);
    private readonly long bytes = new FileInfo(path).Length;
    private DuckDBCommand? command;
    private DuckDBDataReader? rows;
    private byte[] text = new byte[1024];
    private long total = 1;

    public override long Position => Math.Min(bytes, bytes * Row / total);

    public override RawRead ReadHeader() => Guard(() =>
    {
        connection.Open();
        var from = $"read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')";
        using var ask = connection.CreateCommand();
        ask.CommandText = $"SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SELECT count(*) FROM {from}";
        total = Math.Max(1, Convert.ToInt64(ask.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture));
        command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {from}";
        rows = command.ExecuteReader();
        Header = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        return RawRead.Row;
    });

    public override RawRead Read() => Guard(() =>
    {
        if (rows!.Read())
        {
            Row++;
            return RawRead.Row;
        }

        if (SnapshotHash.OfFile(path) == hashBefore)
        {
            return RawRead.End;
        }

        Refusal = new SourceRefusal("file-changed", "The file changed while it was read.", "Build again when nobody writes to the source.") { File = name };
        return RawRead.Refused;
    });

    public override ReadOnlySpan<byte> Field(int column)
    {
        if (rows!.IsDBNull(column))
        {
            return [];
        }

        var value = rows.GetString(column);
        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (longest > text.Length)
        {
            text = new byte[longest];
        }

        return text.AsSpan(0, Encoding.UTF8.GetBytes(value, text));
    }

    public override string Sha256() => hashBefore;

    protected override void Dispose(bool disposing)
    {
        rows?.Dispose();
        command?.Dispose();
        connection.Dispose();
    }

    private RawRead Guard(Func<RawRead> read)
    {
        try
        {
            return read();
        }
        catch (DuckDBException)
        {
            Refusal = new SourceRefusal("file-broken", "The file cannot be read as Parquet.", "It may have been cut off or damaged: export or copy it again.")
            {
                File = name,
                Row = Row == 0 ? null : Row + 1,
            };
            return RawRead.Refused;
        }
    }
}
