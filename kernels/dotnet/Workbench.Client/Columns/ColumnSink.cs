using DuckDB.NET.Native;

namespace Workbench.Client.Columns;

/// <summary>Fills one column from DuckDB vectors of up to 2,048 rows each.</summary>
internal abstract unsafe class ColumnSink(int rows)
{
    private bool[]? missing;

    public static ColumnSink For(DuckDBType type, string name, int rows, ColumnForm form) => type switch
    {
        DuckDBType.Integer when form == ColumnForm.Trainer => new FloatSink<int>(name, rows),
        DuckDBType.BigInt when form == ColumnForm.Trainer => new FloatSink<long>(name, rows),
        DuckDBType.Double when form == ColumnForm.Trainer => new FloatSink<double>(name, rows),
        DuckDBType.Varchar when form == ColumnForm.Trainer => new TextMemorySink(name, rows),
        DuckDBType.Boolean => new CopySink<bool>(name, rows),
        DuckDBType.Integer => new CopySink<int>(name, rows),
        DuckDBType.BigInt => new CopySink<long>(name, rows),
        DuckDBType.Double => new CopySink<double>(name, rows, double.NaN),
        DuckDBType.Date => new DateSink(name, rows),
        DuckDBType.Timestamp => new TimestampSink(name, rows),
        DuckDBType.Varchar => new TextSink(name, rows),
        _ => throw new InvalidOperationException($"No column holds the DuckDB type {type}."),
    };

    public void Take(IntPtr vector, int at, int count)
    {
        var validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        Copy((byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector), at, count, validity);
        if (validity is null)
        {
            return;
        }
        for (var i = 0; i < count; i++)
        {
            if (!IsValid(validity, i))
            {
                (missing ??= new bool[rows])[at + i] = true;
                SetMissing(at + i);
            }
        }
    }

    public Column ToColumn() => ToColumn(missing);

    protected static bool IsValid(ulong* validity, int row) =>
        validity is null || (validity[row >> 6] & (1UL << (row & 63))) != 0;

    /// <summary>Copies the values; a slot without a value may receive anything.</summary>
    protected abstract void Copy(byte* data, int at, int count, ulong* validity);

    protected abstract void SetMissing(int row);

    protected abstract Column ToColumn(bool[]? missingRows);
}

/// <summary>Values that have the same bytes in DuckDB and .NET.</summary>
internal sealed unsafe class CopySink<T>(string name, int rows, T missingValue = default) : ColumnSink(rows)
    where T : unmanaged
{
    private readonly T[] values = GC.AllocateUninitializedArray<T>(rows);

    protected override void Copy(byte* data, int at, int count, ulong* validity) =>
        new ReadOnlySpan<T>(data, count).CopyTo(values.AsSpan(at, count));

    protected override void SetMissing(int row) => values[row] = missingValue;

    protected override Column ToColumn(bool[]? missingRows) => new Column<T>(name, values, missingRows);
}

/// <summary>Instants, stored as a whole number of units since 1970-01-01.</summary>
internal abstract unsafe class InstantSink<T>(string name, int rows, long ticksPerUnit) : ColumnSink(rows)
    where T : unmanaged, System.Numerics.IBinaryInteger<T>
{
    private readonly DateTime[] values = new DateTime[rows];

    protected override void Copy(byte* data, int at, int count, ulong* validity)
    {
        var units = (T*)data;
        for (var i = 0; i < count; i++)
        {
            if (IsValid(validity, i))
            {
                values[at + i] = Instants.FromUnixTicks(Int128.CreateChecked(units[i]) * ticksPerUnit);
            }
        }
    }

    protected override void SetMissing(int row) => values[row] = default;

    protected override Column ToColumn(bool[]? missingRows) => new Column<DateTime>(name, values, missingRows);
}

/// <summary>DATE: days as a 32-bit integer.</summary>
internal sealed class DateSink(string name, int rows) : InstantSink<int>(name, rows, TimeSpan.TicksPerDay);

/// <summary>TIMESTAMP: microseconds as a 64-bit integer.</summary>
internal sealed class TimestampSink(string name, int rows) : InstantSink<long>(name, rows, TimeSpan.TicksPerMicrosecond);
