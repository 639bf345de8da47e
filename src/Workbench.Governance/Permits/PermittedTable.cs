namespace Workbench.Governance.Permits;

/// <summary>What of one table is asked for or let through.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">The columns, without repetition; never empty.</param>
/// <param name="RowFilter">
/// A boolean expression over any columns of the table that every row let through satisfies; null lets all rows through.
/// It is the steward's, so it may name columns that the permit itself does not show.
/// </param>
public sealed record PermittedTable(string Name, IReadOnlyList<string> Columns, string? RowFilter = null);
