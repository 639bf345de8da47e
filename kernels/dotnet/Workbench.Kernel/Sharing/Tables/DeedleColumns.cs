using System.Globalization;
using System.Reflection;
using Deedle;
using Deedle.Vectors;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>The columns of a Deedle frame. Row keys are left out where they only count, else they are the first column.</summary>
internal static class DeedleColumns
{
    private static readonly MethodInfo Generic = typeof(DeedleColumns).GetMethod(nameof(Frame), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo GenericVector = typeof(DeedleColumns).GetMethod(nameof(Vector), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static IReadOnlyList<TableColumn> Of(IFrame frame)
    {
        var keys = frame.GetType().GetGenericArguments();
        return (IReadOnlyList<TableColumn>)Generic.MakeGenericMethod(keys).Invoke(null, [frame])!;
    }

    private static List<TableColumn> Frame<TRow, TColumn>(Frame<TRow, TColumn> frame)
    {
        List<TableColumn> columns = [];
        var counts = frame.RowKeys.Select(static (key, at) => key is int number && number == at).All(static one => one);
        if (!counts)
        {
            columns.Add(new TableColumn("key", frame.RowKeys.ToArray() is Array keys && keys is not object[] ? keys : frame.RowKeys.Select(static key => Convert.ToString(key, CultureInfo.InvariantCulture)).ToArray(), null));
        }

        var names = frame.ColumnKeys.Select(static key => Convert.ToString(key, CultureInfo.InvariantCulture) ?? "").ToArray();
        var data = frame.GetFrameData().Columns.ToArray();
        for (var at = 0; at < names.Length; at++)
        {
            var vector = data[at].Item2;
            columns.Add((TableColumn)GenericVector.MakeGenericMethod(vector.ElementType).Invoke(null, [names[at], frame.RowCount, vector])!);
        }

        return columns;
    }

    // Dense vectors hold no missing value, but for what their type itself calls missing.
    private static TableColumn Vector<T>(string name, int rows, IVector<T> vector) => vector.Data switch
    {
        VectorData<T>.DenseList dense => new TableColumn(name, dense.Item.ToArray(), null),
        VectorData<T>.SparseList sparse => TableColumn.Of(name, rows, sparse.Item.Select(Cell)),
        VectorData<T>.Sequence sequence => TableColumn.Of(name, rows, sequence.Item.Select(Cell)),
        _ => throw new NotSupportedException($"Column '{name}' of the frame is of no kind that can be read."),
    };

    private static (T? Value, bool IsMissing) Cell<T>(OptionalValue<T> cell) => cell.HasValue ? (cell.Value, false) : (default, true);
}
