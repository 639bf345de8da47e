namespace Workbench.Protocol.Broker;

/// <summary>Answer of <c>GET /v1/cohorts/{name}/describe</c>: figures about each permitted column.</summary>
/// <param name="SmallestGroup">At level aggregate no figure stands for fewer patients than this.</param>
/// <param name="Suppressed">Whether small groups were suppressed (level aggregate).</param>
public sealed record CohortFigures(
    string Name, int Version, string Level, int SmallestGroup, bool Suppressed, IReadOnlyList<TableFigures> Tables);

/// <param name="Rows">Null when suppressed.</param>
/// <param name="Patients">Null when suppressed.</param>
public sealed record TableFigures(string Name, long? Rows, long? Patients, IReadOnlyList<ColumnFigures> Columns);

/// <summary>Figures about one column; null fields do not apply or are suppressed.</summary>
/// <param name="Count">Rows with a value.</param>
/// <param name="Missing">Rows without one.</param>
/// <param name="Numbers">For numbers only.</param>
/// <param name="Groups">For columns of few values: the values and how many rows have each; suppressed values are left out.</param>
/// <param name="SuppressedGroups">How many values were left out of <paramref name="Groups"/>; null when groups do not apply.</param>
public sealed record ColumnFigures(
    string Name,
    string Type,
    string? Unit,
    long? Count,
    long? Missing,
    NumberFigures? Numbers,
    IReadOnlyList<GroupFigures>? Groups,
    int? SuppressedGroups);

/// <param name="Sd">Sample standard deviation (n - 1).</param>
/// <param name="Minimum">Never at level aggregate: it is one patient's value.</param>
/// <param name="Q1">Quartiles by linear interpolation (Hyndman and Fan 1996, type 7).</param>
public sealed record NumberFigures(
    double? Mean, double? Sd, double? Minimum, double? Q1, double? Median, double? Q3, double? Maximum);

public sealed record GroupFigures(string Value, long Count);
