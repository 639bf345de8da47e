namespace Workbench.Client.Formatting.Tables;

/// <summary>
/// What a displayed table shows: the cells that are in the output, and how many rows and columns there are in all.
/// Every table-like value becomes one of these, so that paging, caps and encoding exist once.
/// </summary>
/// <param name="Columns">The columns shown, in order.</param>
/// <param name="Rows">The rows shown; each has one text per column, null for a missing value.</param>
/// <param name="Keys">Row labels, one per row shown; null when rows have none.</param>
/// <param name="FirstRow">Index of the first row shown, from 0.</param>
/// <param name="TotalRows">Rows of the whole table; null when the source cannot say.</param>
/// <param name="TotalColumns">Columns of the whole table.</param>
internal sealed record TableView(
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<string?>> Rows,
    IReadOnlyList<string>? Keys,
    long FirstRow,
    long? TotalRows,
    int TotalColumns)
{
    /// <summary>A line above the table; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>The heading of the row labels.</summary>
    public string KeyTitle { get; init; } = string.Empty;

    /// <summary>A line below the table in place of the row count; null for the row count, empty for none.</summary>
    public string? Note { get; init; }

    /// <summary>What is counted under the table, in the plural.</summary>
    public string Noun { get; init; } = "rows";
}

/// <summary>A column of a <see cref="TableView"/>.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="IsNumber">Numbers stand at the right, in figures of equal width.</param>
/// <param name="Hint">What the mouse shows on the heading, such as the type; null for nothing.</param>
internal sealed record TableColumn(string Name, bool IsNumber = false, string? Hint = null)
{
    public static TableColumn For(string name, Type type) => new(name, CellText.IsNumber(type), CellText.TypeName(type));
}
