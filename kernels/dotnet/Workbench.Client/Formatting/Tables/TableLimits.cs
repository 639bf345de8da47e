namespace Workbench.Client.Formatting.Tables;

/// <summary>
/// How much of a table goes into one output. The limits keep a notebook that displays a million rows as small as one
/// that displays twenty; what is not shown is not in the output either.
/// </summary>
internal static class TableLimits
{
    public const int Rows = 20;

    /// <summary>Most rows of a page that somebody asks for.</summary>
    public const int PageRows = 500;

    public const int Columns = 30;

    /// <summary>Characters of one cell.</summary>
    public const int CellCharacters = 160;

    /// <summary>Characters of all cells of one output.</summary>
    public const int AllCharacters = 120_000;
}
