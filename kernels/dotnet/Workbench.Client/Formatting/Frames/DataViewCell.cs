using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Frames;

/// <summary>Reads one column of a data view's current row as text.</summary>
internal static class DataViewCell
{
    private const int VectorItems = 4;

    private static readonly MethodInfo TypedReader =
        typeof(DataViewCell).GetMethod(nameof(ReaderOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Func<string?> Reader(DataViewRow row, DataViewSchema.Column column) =>
        (Func<string?>)TypedReader.MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;

    private static Func<string?> ReaderOf<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var isKey = column.Type is KeyDataViewType;
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return Text(value, isKey);
        };
    }

    private static string? Text(object? value, bool isKey) => value switch
    {
        // Keys count from 1; 0 says that the value is missing.
        0u when isKey => null,
        ReadOnlyMemory<char> text => CellText.Cut(text.ToString()),
        VBuffer<float> vector => Vector(vector, item => CellText.Of(item)),
        VBuffer<double> vector => Vector(vector, item => CellText.Of(item)),
        VBuffer<ReadOnlyMemory<char>> vector => Vector(vector, item => item.ToString()),
        _ => CellText.Of(value),
    };

    private static string Vector<T>(VBuffer<T> vector, Func<T, string?> text)
    {
        var items = vector.DenseValues().Take(VectorItems).Select(item => text(item) ?? "missing");
        var rest = vector.Length > VectorItems ? $", … {CellText.Count(vector.Length)} in all" : string.Empty;
        return CellText.Cut($"[{string.Join(", ", items)}{rest}]");
    }
}
