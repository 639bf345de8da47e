using System.Runtime.InteropServices;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>One column of a <see cref="ColumnFile"/>, read as an Arrow array.</summary>
internal readonly record struct StoredColumn(Field Field, IArrowArray Values)
{
    public static StoredColumn Read(Stream file, long start, JsonElement column, int rows)
    {
        var name = column.GetProperty("name").GetString()!;
        var values = ReadBytes(file, start, column.GetProperty("values"));
        var (bitmap, missing) = column.GetProperty("missing") is { ValueKind: JsonValueKind.Array } place ? Bitmap(ReadBytes(file, start, place)) : (ArrowBuffer.Empty, 0);
        var array = Build(column.GetProperty("type").GetString()!, values, bitmap, missing, rows);
        return new StoredColumn(new Field(name, array.Data.DataType, missing > 0), array);
    }

    private static IArrowArray Build(string type, byte[] values, ArrowBuffer bitmap, int missing, int rows) => type switch
    {
        "float64" => new DoubleArray(new ArrowBuffer(values), bitmap, rows, missing, 0),
        "int64" => new Int64Array(new ArrowBuffer(values), bitmap, rows, missing, 0),
        "int32" => new Int32Array(new ArrowBuffer(values), bitmap, rows, missing, 0),
        "bool" => new BooleanArray(Bitmap(values).Buffer is var set ? Inverted(set, rows) : default, bitmap, rows, missing, 0),
        "date" or "time" => Times(MemoryMarshal.Cast<byte, long>(values).ToArray(), bitmap, missing, rows),
        "date-double" or "time-double" => Times([.. MemoryMarshal.Cast<byte, double>(values).ToArray().Select(static one => double.IsNaN(one) ? 0 : (long)Math.Round(one))], bitmap, missing, rows),
        "text" => Texts(values, bitmap, missing, rows),
        _ => throw new InvalidDataException($"A column of type {type} is not known."),
    };

    private static TimestampArray Times(long[] microseconds, ArrowBuffer bitmap, int missing, int rows) => new(
        new ArrayData(new TimestampType(TimeUnit.Microsecond, (string?)null), rows, missing, 0, [bitmap, new ArrowBuffer(MemoryMarshal.AsBytes(microseconds.AsSpan()).ToArray())]));

    private static StringArray Texts(byte[] values, ArrowBuffer bitmap, int missing, int rows)
    {
        // Arrow counts offsets; the zero bytes between the texts are left out.
        var offsets = new int[rows + 1];
        var bytes = new byte[values.Length];
        var read = 0;
        var written = 0;
        for (var row = 0; row < rows; row++)
        {
            var length = values.AsSpan(read).IndexOf((byte)0);
            values.AsSpan(read, length).CopyTo(bytes.AsSpan(written));
            read += length + 1;
            written += length;
            offsets[row + 1] = written;
        }

        return new StringArray(rows, new ArrowBuffer(MemoryMarshal.AsBytes(offsets.AsSpan()).ToArray()), new ArrowBuffer(bytes.AsMemory(0, written)), bitmap, missing, 0);
    }

    // Arrow sets the bits of rows that have a value.
    private static (ArrowBuffer Buffer, int Missing) Bitmap(byte[] missing)
    {
        var bits = new byte[(missing.Length + 7) / 8];
        var count = 0;
        for (var row = 0; row < missing.Length; row++)
        {
            if (missing[row] == 0)
            {
                bits[row / 8] |= (byte)(1 << (row % 8));
            }
            else
            {
                count++;
            }
        }

        return (new ArrowBuffer(bits), count);
    }

    private static ArrowBuffer Inverted(ArrowBuffer bits, int rows)
    {
        var inverted = new byte[(rows + 7) / 8];
        for (var i = 0; i < inverted.Length; i++)
        {
            inverted[i] = (byte)~bits.Span[i];
        }

        return new ArrowBuffer(inverted);
    }

    private static byte[] ReadBytes(Stream file, long start, JsonElement place)
    {
        var bytes = new byte[place[1].GetInt64()];
        file.Position = start + place[0].GetInt64();
        file.ReadExactly(bytes);
        return bytes;
    }
}
