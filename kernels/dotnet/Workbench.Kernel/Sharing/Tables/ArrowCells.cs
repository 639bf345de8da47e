using Apache.Arrow;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>Reads the cells of Arrow columns as .NET values; a missing one is null.</summary>
internal static class ArrowCells
{
    /// <returns>The value of a row, counted from 0.</returns>
    public static Func<int, object?> Of(IArrowArray array) => array switch
    {
        BooleanArray booleans => row => booleans.GetValue(row),
        Int8Array numbers => row => numbers.GetValue(row),
        Int16Array numbers => row => numbers.GetValue(row),
        Int32Array numbers => row => numbers.GetValue(row),
        Int64Array numbers => row => numbers.GetValue(row),
        UInt8Array numbers => row => numbers.GetValue(row),
        UInt16Array numbers => row => numbers.GetValue(row),
        UInt32Array numbers => row => numbers.GetValue(row),
        UInt64Array numbers => row => numbers.GetValue(row),
        FloatArray numbers => row => numbers.GetValue(row),
        DoubleArray numbers => row => numbers.GetValue(row),
        Decimal128Array numbers => row => numbers.GetValue(row),
        StringArray texts => row => texts.GetString(row),
        LargeStringArray texts => row => texts.GetString(row),
        StringViewArray texts => row => texts.GetString(row),
        Date32Array dates => row => dates.GetDateTime(row),
        Date64Array dates => row => dates.GetDateTime(row),
        TimestampArray times => row => times.GetTimestamp(row)?.UtcDateTime,
        Time64Array times => row => times.GetTime(row),
        DictionaryArray coded => Coded(coded),
        NullArray => static _ => null,
        _ => throw new NotSupportedException($"A column of the Arrow type {array.Data.DataType.Name} cannot be handed on. Convert it to numbers or texts first."),
    };

    private static Func<int, object?> Coded(DictionaryArray coded)
    {
        var indices = Of(coded.Indices);
        var values = Of(coded.Dictionary);
        return row => indices(row) is { } index ? values(Convert.ToInt32(index, System.Globalization.CultureInfo.InvariantCulture)) : null;
    }
}
