using System.Globalization;

namespace Workbench.Governance.Permits;

/// <summary>A numbered clause of a permit, as a sentence.</summary>
public sealed record Clause(int Number, string Text);

/// <summary>
/// A permit in plain words. The numbers are fixed, so that a refusal that names clause 5 always means the columns.
/// The permit has to be loaded with its persons, project and cohort.
/// </summary>
public static class PermitClauses
{
    public const int Persons = 1;
    public const int Cohort = 2;
    public const int Purpose = 3;
    public const int Level = 4;
    public const int Columns = 5;
    public const int Rows = 6;
    public const int Expiry = 7;
    public const int Revocation = 8;

    public static IReadOnlyList<Clause> Render(Permit permit) =>
    [
        new(Persons, $"Only {Names(permit)} may use this permit, as {Member(permit)} of the project \"{permit.Project?.Title}\"."),
        new(Cohort, $"It covers the cohort \"{permit.Cohort?.Name}\", {Versions(permit)}."),
        new(Purpose, $"The data may be used only for this purpose: {permit.Purpose.Trim().TrimEnd('.')}."),
        new(Level, LevelText(permit.Level)),
        new(Columns, $"It lets through these columns and no others: {ColumnText(permit)}."),
        new(Rows, RowText(permit)),
        new(Expiry, $"It ends on {Moment(permit.Expires)}."),
        new(Revocation, RevocationText(permit)),
    ];

    /// <summary>One clause of the permit.</summary>
    public static Clause Render(Permit permit, int number) => Render(permit).Single(clause => clause.Number == number);

    /// <summary>As <c>31 March 2027, 12:00 UTC</c>.</summary>
    internal static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Names(Permit permit) =>
        string.Join(", ", permit.Persons.Select(named => named.Person?.DisplayName ?? named.PersonId.Value).Order(StringComparer.Ordinal));

    private static string Member(Permit permit) => permit.Persons.Count == 1 ? "member" : "members";

    private static string Versions(Permit permit) => permit.ToVersion switch
    {
        null => $"version {permit.FromVersion} and later",
        { } last when last == permit.FromVersion => $"version {last} only",
        { } last => $"versions {permit.FromVersion} to {last}",
    };

    private static string LevelText(Level level) => level switch
    {
        Permits.Level.Aggregate => "Level aggregate: only figures about groups, with small groups suppressed; no single records.",
        Permits.Level.Rows => "Level rows: de-identified records; no images.",
        Permits.Level.Images => "Level images: de-identified records and images.",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    private static string ColumnText(Permit permit) =>
        string.Join("; ", permit.Tables.Select(table => $"table {table.Name}: {string.Join(", ", table.Columns)}"));

    private static string RowText(Permit permit)
    {
        var filtered = permit.Tables.Where(table => table.RowFilter is not null).ToList();
        return filtered.Count == 0
            ? "All rows of these tables."
            : "Only these rows: "
                + string.Join("; ", filtered.Select(table => $"table {table.Name} where {table.RowFilter}")) + ".";
    }

    private static string RevocationText(Permit permit) => permit.State == PermitState.Revoked
        ? $"Revoked by {permit.RevokedBy} on {Moment(permit.RevokedAt!.Value)}: {permit.RevocationReason!.Trim().TrimEnd('.')}."
        : "A steward can revoke it at any time; it stops working at that moment.";
}
