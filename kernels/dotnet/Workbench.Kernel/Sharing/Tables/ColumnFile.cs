using System.Text;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>
/// A table as a file of columns, which numpy and R read at the speed of the disk without any package (Debian has no Arrow for
/// either). Eight bytes "WBCOLS1\n", the length of the header as a little-endian 64-bit number, the header as JSON padded with
/// blanks to a multiple of 8: {"rows": n, "columns": [{"name", "type", "values": [offset, bytes], "missing": [offset, bytes] | null}]},
/// then the buffers, each at a multiple of 8, offsets counted from the end of the header. Types: bool (a byte a row), int32,
/// int64, float64, date and time (int64 microseconds since 1970-01-01 UTC), date-double and time-double (the same as float64),
/// text (UTF-8, each value followed by a zero byte). A byte other than 0 in "missing" means that the row has no value.
/// </summary>
internal static class ColumnFile
{
    public static ReadOnlySpan<byte> Magic => "WBCOLS1\n"u8;

    /// <exception cref="IOException">The folder is full, or a column is of a type that has no form here; the message says which.</exception>
    public static void FromArrow(string arrowFile, string columnFile)
    {
        using var reader = new ArrowFileReader(File.OpenRead(arrowFile));
        List<RecordBatch> batches = [];
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            batches.Add(batch);
        }

        var schema = reader.Schema;
        var columns = schema.FieldsList.Select((field, index) => new ArrowColumn(field, [.. batches.Select(batch => batch.Column(index))])).ToArray();
        using var file = SharedFile.Create(columnFile);
        Write(file, columns, batches.Sum(static batch => (long)batch.Length));
        foreach (var batch in batches)
        {
            batch.Dispose();
        }
    }

    /// <inheritdoc cref="FromArrow"/>
    /// <exception cref="NotSupportedException">A column holds what has no place in a table; the message names it.</exception>
    public static void FromColumns(IReadOnlyList<TableColumn> columns, string columnFile)
    {
        var arrays = ArrowTables.ArraysOf(columns);
        var written = columns.Select((column, at) => new ArrowColumn(new Field(column.Name, arrays[at].Data.DataType, nullable: true), [arrays[at]])).ToArray();
        using var file = SharedFile.Create(columnFile);
        Write(file, written, columns[0].Values.Length);
    }

    public static void ToArrow(string columnFile, string arrowFile)
    {
        using var file = File.OpenRead(columnFile);
        Span<byte> start = stackalloc byte[16];
        file.ReadExactly(start);
        if (!start[..8].SequenceEqual(Magic))
        {
            throw new InvalidDataException("This is no file of columns.");
        }

        var header = new byte[BitConverter.ToInt64(start[8..])];
        file.ReadExactly(header);
        using var document = JsonDocument.Parse(header);
        var rows = document.RootElement.GetProperty("rows").GetInt32();
        var read = document.RootElement.GetProperty("columns").EnumerateArray().Select(column => StoredColumn.Read(file, 16 + header.Length, column, rows)).ToArray();
        using var batch = new RecordBatch(new Schema(read.Select(static one => one.Field), null), read.Select(static one => one.Values), rows);
        using var target = SharedFile.Create(arrowFile);
        using var writer = new ArrowFileWriter(target, batch.Schema);
        writer.WriteRecordBatch(batch);
        writer.WriteEnd();
    }

    private static void Write(Stream file, ArrowColumn[] columns, long rows)
    {
        var position = 0L;
        long[] Place(long bytes)
        {
            long[] place = [position, bytes];
            position += (bytes + 7) / 8 * 8;
            return place;
        }

        var entries = columns.Select(column => new
        {
            name = column.Name,
            type = column.Type,
            values = Place(column.Bytes),
            missing = column.HasMissing ? Place(rows) : null,
        }).ToArray();
        var header = JsonSerializer.SerializeToUtf8Bytes(new { rows, columns = entries });
        var padded = new byte[(header.Length + 7) / 8 * 8];
        padded.AsSpan().Fill((byte)' ');
        header.CopyTo(padded, 0);
        file.Write(Magic);
        file.Write(BitConverter.GetBytes((long)padded.Length));
        file.Write(padded);
        foreach (var column in columns)
        {
            column.WriteValues(file);
            Pad(file);
            if (column.HasMissing)
            {
                column.WriteMissing(file);
                Pad(file);
            }
        }
    }

    // The header is a multiple of 8 long, so that the position in the file says it too.
    private static void Pad(Stream file) => file.Write(new byte[(8 - (file.Position % 8)) % 8]);
}
