using Deedle;
using Deedle.Indices.Linear;
using Deedle.Vectors;
using Deedle.Vectors.ArrayVector;
using Microsoft.FSharp.Core;
using Workbench.Client.Columns;

namespace Workbench.Client.Frames;

/// <summary>Builds a Deedle frame with row keys 0, 1, 2, ... from columns, sharing their arrays where nothing is missing.</summary>
internal static class DeedleFrame
{
    private static readonly IVectorBuilder Vectors = ArrayVectorBuilder.Instance;

    public static Frame<int, string> From(IReadOnlyList<Column> columns)
    {
        var rows = columns.Count == 0 ? 0 : columns[0].Length;
        var vectors = new IVector[columns.Count];
        var indices = LinearIndexBuilder.Instance;
        var keys = Task.Run(() => indices.Create(Array.AsReadOnly(Enumerable.Range(0, rows).ToArray()), FSharpOption<bool>.Some(true)));
        Parallel.For(0, columns.Count, i => vectors[i] = Vector(columns[i]));

        var rowIndex = keys.GetAwaiter().GetResult();
        var columnIndex = indices.Create(Array.AsReadOnly(columns.Select(column => column.Name).ToArray()), null);
        return new Frame<int, string>(rowIndex, columnIndex, Vectors.Create(vectors), indices, Vectors);
    }

    private static IVector Vector(Column column) => column switch
    {
        Column<double> doubles => Of(doubles),
        Column<long> longs => Of(longs),
        Column<int> ints => Of(ints),
        Column<string> texts => Of(texts),
        Column<bool> booleans => Of(booleans),
        Column<DateTime> dates => Of(dates),
        _ => throw new InvalidOperationException($"No vector for a column of {column.ValueType}."),
    };

    private static IVector<T> Of<T>(Column<T> column)
    {
        if (column.Missing is not { } missing)
        {
            return Vectors.Create(column.Values);
        }
        var values = column.Values;
        var optional = new OptionalValue<T>[values.Length];
        for (var row = 0; row < optional.Length; row++)
        {
            if (!missing[row])
            {
                optional[row] = new OptionalValue<T>(values[row]);
            }
        }
        return Vectors.CreateMissing(optional);
    }
}
