namespace Workbench.Cohorts.Snapshots;

/// <summary>One column of a snapshot's table, with its line of the dictionary.</summary>
/// <param name="Name">Name of the column as it stands in the Parquet file.</param>
/// <param name="Type">DuckDB's name of the type: <c>VARCHAR</c>, <c>BIGINT</c>, <c>DOUBLE</c>, <c>BOOLEAN</c>, <c>DATE</c> or <c>TIMESTAMP</c>.</param>
/// <param name="Unit">Unit of the values, or null where they have none.</param>
/// <param name="Meaning">What a value says, in words.</param>
/// <param name="Role">One of <see cref="ColumnRoles.All"/>.</param>
/// <param name="Rule">The rule that made the column, in words, for example <c>top-code at 90</c>.</param>
/// <param name="Missing">Number of rows without a value.</param>
public sealed record ManifestColumn(
    string Name,
    string Type,
    string? Unit,
    string Meaning,
    string Role,
    string Rule,
    long Missing);
