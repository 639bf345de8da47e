using System.Collections;
using System.Data.Common;
using System.Numerics;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Kernel.Languages.Sql;

/// <summary>The rows of a query that are shown, and how many there are in all. What is not shown is not kept.</summary>
internal sealed class SqlRows
{
    private SqlRows(TableView view) => View = view;

    public TableView View { get; }

    public static void RegisterFormatter() => TableFormatters.Register<SqlRows>(static rows => rows.View);

    /// <param name="reader">At its first row.</param>
    /// <param name="goOn">Asked between rows; false ends the reading.</param>
    public static SqlRows Read(DbDataReader reader, Func<bool> goOn)
    {
        var shown = Math.Min(reader.FieldCount, TableLimits.Columns);
        List<IReadOnlyList<string?>> rows = [];
        long total = 0;
        while (goOn() && reader.Read())
        {
            if (total++ < TableLimits.Rows)
            {
                rows.Add([.. Enumerable.Range(0, shown).Select(column => TextOf(reader.IsDBNull(column) ? null : reader.GetValue(column)))]);
            }
        }

        return new SqlRows(new TableView(
            [.. Enumerable.Range(0, shown).Select(column => new TableColumn(reader.GetName(column), IsNumber(reader.GetFieldType(column)), reader.GetDataTypeName(column)))],
            rows, null, 0, total, reader.FieldCount));
    }

    // DuckDB's sums are whole numbers of 128 bits.
    private static bool IsNumber(Type type) => CellText.IsNumber(type) || type == typeof(BigInteger);

    // Lists and structs are short texts; a sequence of sequences would be a table in a table.
    private static string? TextOf(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        null or string or byte[] => CellText.Of(value is byte[] bytes ? $"{bytes.Length} bytes" : value),
        Stream stream => $"{stream.Length} bytes",
        IDictionary entries => CellText.Cut("{" + string.Join(", ", entries.Keys.Cast<object>().Select(key => $"{key}: {TextOf(entries[key])}")) + "}"),
        IEnumerable many => CellText.Cut("[" + string.Join(", ", many.Cast<object?>().Take(20).Select(TextOf)) + "]"),
        _ => CellText.Of(value),
    };
}
