using MathNet.Numerics.LinearAlgebra;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Numerics;

/// <summary>Math.NET matrices and vectors as tables with their positions as labels.</summary>
internal static class MatrixFormatters
{
    public static void Register()
    {
        TableFormatters.Register(typeof(Matrix<>), value => GenericView.Of<TableView>(typeof(MatrixTable), typeof(Matrix<>), value));
        TableFormatters.Register(typeof(Vector<>), value => GenericView.Of<TableView>(typeof(MatrixTable), typeof(Vector<>), value));
    }
}

internal static class MatrixTable
{
    public static TableView View<T>(Matrix<T> matrix)
        where T : struct, IEquatable<T>, IFormattable
    {
        var rows = Math.Min(matrix.RowCount, TableLimits.Rows);
        var columns = Math.Min(matrix.ColumnCount, TableLimits.Columns);
        var cells = Enumerable.Range(0, rows)
            .Select(row => (IReadOnlyList<string?>)[.. Enumerable.Range(0, columns).Select(column => Cell(matrix.At(row, column)))]);
        return new TableView(
            [.. Enumerable.Range(0, columns).Select(column => new TableColumn(CellText.Of(column)!, IsNumber: true))],
            [.. cells], Keys(rows), 0, matrix.RowCount, matrix.ColumnCount)
        {
            Title = $"{CellText.Count(matrix.RowCount)} × {CellText.Count(matrix.ColumnCount)} matrix of {CellText.TypeName(typeof(T))}",
        };
    }

    public static TableView View<T>(Vector<T> vector)
        where T : struct, IEquatable<T>, IFormattable
    {
        var rows = Math.Min(vector.Count, TableLimits.Rows);
        var cells = Enumerable.Range(0, rows).Select(row => (IReadOnlyList<string?>)[Cell(vector.At(row))]);
        return new TableView([new TableColumn("value", IsNumber: true)], [.. cells], Keys(rows), 0, vector.Count, 1)
        {
            Title = $"vector of {CellText.Count(vector.Count)} {CellText.TypeName(typeof(T))}",
            Noun = "values",
        };
    }

    private static string[] Keys(int rows) => [.. Enumerable.Range(0, rows).Select(row => CellText.Of(row)!)];

    // In a matrix NaN is a result of arithmetic and not a missing observation.
    private static string Cell<T>(T value)
        where T : struct => CellText.Of(value) ?? "NaN";
}
