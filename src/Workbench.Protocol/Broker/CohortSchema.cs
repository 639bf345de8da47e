namespace Workbench.Protocol.Broker;

/// <summary>Answer of <c>GET /v1/cohorts/{name}</c>: tables, columns and dictionary, as far as the permit lets through.</summary>
/// <param name="ContentHash">SHA-256 of the snapshot, lower-case hexadecimal.</param>
/// <param name="Level"><c>aggregate</c>, <c>rows</c> or <c>images</c>.</param>
public sealed record CohortSchema(
    string Name, int Version, string ContentHash, string Level, PermitEntry Permit, IReadOnlyList<TableSchema> Tables);

/// <param name="Rows">Rows of the table; null when the permit has a row filter for it (read or describe the table to know).</param>
public sealed record TableSchema(string Name, long? Rows, IReadOnlyList<ColumnSchema> Columns);

/// <param name="Type">DuckDB's name of the type, for instance <c>BIGINT</c>.</param>
/// <param name="Missing">Rows without a value; null when withheld or unknown under a row filter.</param>
/// <param name="Role">What the column is for: key, quasi, sensitive, clinical, event, outcome, date, text, admin.</param>
public sealed record ColumnSchema(string Name, string Type, string? Unit, string Meaning, long? Missing, string Role);
