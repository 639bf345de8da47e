using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>Figures about one table.</summary>
/// <param name="Rows">Null where the number is withheld because the group is small.</param>
/// <param name="Patients">Null where the number is withheld because the group is small.</param>
public sealed record TableDescription(string Name, long? Rows, long? Patients, IReadOnlyList<ColumnDescription> Columns)
{
    internal static TableDescription Of(TableFigures table) =>
        new(table.Name, table.Rows, table.Patients, [.. table.Columns.Select(ColumnDescription.Of)]);
}

/// <summary>Figures about one column; null where a figure does not apply or is withheld.</summary>
/// <param name="Count">Rows with a value.</param>
/// <param name="Missing">Rows without one.</param>
/// <param name="StandardDeviation">Of the sample (n - 1).</param>
/// <param name="Groups">For columns of few values: rows with each value.</param>
public sealed record ColumnDescription(
    string Name, string Type, string? Unit, long? Count, long? Missing,
    double? Mean, double? StandardDeviation, double? Minimum, double? Q1, double? Median, double? Q3, double? Maximum,
    IReadOnlyDictionary<string, long> Groups, int SuppressedGroups)
{
    internal static ColumnDescription Of(ColumnFigures column) => new(
        column.Name, column.Type, column.Unit, column.Count, column.Missing,
        column.Numbers?.Mean, column.Numbers?.Sd, column.Numbers?.Minimum, column.Numbers?.Q1, column.Numbers?.Median,
        column.Numbers?.Q3, column.Numbers?.Maximum,
        (column.Groups ?? []).ToDictionary(group => group.Value, group => group.Count), column.SuppressedGroups ?? 0);
}
