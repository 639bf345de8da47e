namespace Workbench.Kernel.Sharing.Tables;

/// <summary>A column of any library's table: an array of its type and, where something is missing, which rows lack a value.</summary>
internal sealed record TableColumn(string Name, Array Values, bool[]? Missing)
{
    /// <summary>A column of values that say themselves whether they are missing.</summary>
    public static TableColumn Of<T>(string name, int rows, IEnumerable<(T? Value, bool IsMissing)> cells)
    {
        var values = new T?[rows];
        bool[]? missing = null;
        var row = 0;
        foreach (var (value, isMissing) in cells)
        {
            if (isMissing)
            {
                (missing ??= new bool[rows])[row] = true;
            }
            else
            {
                values[row] = value;
            }

            row++;
        }

        return new TableColumn(name, values, missing);
    }
}
