using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Microsoft.Data.Analysis;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>
/// Reads an Arrow file as a Microsoft.Data.Analysis frame. That library's own reader takes no times, no missing truth values and
/// no 32-bit dates, and appends batches row by row.
/// </summary>
internal static class ArrowFrame
{
    public static DataFrame Read(string arrowFile)
    {
        using var reader = new ArrowFileReader(File.OpenRead(arrowFile));
        List<RecordBatch> batches = [];
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            batches.Add(batch);
        }

        var frame = new DataFrame(reader.Schema.FieldsList.Select((field, index) => Column(field, [.. batches.Select(batch => batch.Column(index))])));
        foreach (var batch in batches)
        {
            batch.Dispose();
        }

        return frame;
    }

    private static DataFrameColumn Column(Field field, IArrowArray[] parts) => field.DataType.TypeId switch
    {
        ArrowTypeId.Double => new DoubleDataFrameColumn(field.Name, Values<double, DoubleArray>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Float => new SingleDataFrameColumn(field.Name, Values<float, FloatArray>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Int64 => new Int64DataFrameColumn(field.Name, Values<long, Int64Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Int32 => new Int32DataFrameColumn(field.Name, Values<int, Int32Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Int16 => new Int16DataFrameColumn(field.Name, Values<short, Int16Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Int8 => new SByteDataFrameColumn(field.Name, Values<sbyte, Int8Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.UInt8 => new ByteDataFrameColumn(field.Name, Values<byte, UInt8Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.UInt16 => new UInt16DataFrameColumn(field.Name, Values<ushort, UInt16Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.UInt32 => new UInt32DataFrameColumn(field.Name, Values<uint, UInt32Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.UInt64 => new UInt64DataFrameColumn(field.Name, Values<ulong, UInt64Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Decimal128 => new DecimalDataFrameColumn(field.Name, Values<decimal, Decimal128Array>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Boolean => new BooleanDataFrameColumn(field.Name, Values<bool, BooleanArray>(parts, static (array, row) => array.GetValue(row))),
        ArrowTypeId.Timestamp => new DateTimeDataFrameColumn(field.Name, Values<DateTime, TimestampArray>(parts, static (array, row) => array.GetTimestampUnchecked(row).DateTime)),
        ArrowTypeId.Date32 => new DateTimeDataFrameColumn(field.Name, Values<DateTime, Date32Array>(parts, static (array, row) => array.GetDateTime(row))),
        ArrowTypeId.Date64 => new DateTimeDataFrameColumn(field.Name, Values<DateTime, Date64Array>(parts, static (array, row) => array.GetDateTime(row))),
        ArrowTypeId.String => new StringDataFrameColumn(field.Name, Texts(parts)),
        _ => throw new ValueRefusedException($"The column {field.Name} is of type {field.DataType.Name}, which a DataFrame has no column for. Leave it out, or make it a text before."),
    };

    private static IEnumerable<T?> Values<T, TArray>(IArrowArray[] parts, Func<TArray, int, T?> value)
        where T : struct
        where TArray : IArrowArray
    {
        foreach (var part in parts)
        {
            for (var row = 0; row < part.Length; row++)
            {
                yield return part.IsNull(row) ? null : value((TArray)part, row);
            }
        }
    }

    private static IEnumerable<string?> Texts(IArrowArray[] parts)
    {
        foreach (var part in parts.Cast<StringArray>())
        {
            for (var row = 0; row < part.Length; row++)
            {
                yield return part.GetString(row);
            }
        }
    }
}
