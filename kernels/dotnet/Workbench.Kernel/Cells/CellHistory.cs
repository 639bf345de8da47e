using System.IO.Enumeration;

namespace Workbench.Kernel.Cells;

/// <summary>What this session ran, for <c>history_request</c>. The oldest cells are forgotten beyond <see cref="MaxCells"/>.</summary>
internal sealed class CellHistory
{
    public const int MaxCells = 10_000;

    private readonly List<(int Number, string Code)> cells = [];

    public void Add(int number, string code)
    {
        if (cells.Count == MaxCells)
        {
            cells.RemoveAt(0);
        }

        cells.Add((number, code));
    }

    /// <param name="access"><c>range</c>, <c>tail</c> or <c>search</c>.</param>
    public IReadOnlyList<(int Number, string Code)> Find(string access, int last, int start, int stop, string pattern) => access switch
    {
        "range" => [.. cells.Where(cell => cell.Number >= start && cell.Number < stop)],
        "search" => [.. cells.Where(cell => FileSystemName.MatchesSimpleExpression(pattern.Length == 0 ? "*" : pattern, cell.Code, ignoreCase: false)).TakeLast(last)],
        _ => [.. cells.TakeLast(last)],
    };
}
