using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Governance.Requests;

/// <summary>What makes a request well formed; the first thing that is wrong is named.</summary>
internal static class RequestChecks
{
    /// <summary>The longest time that can be asked for at once: three years, so that every permit is looked at again.</summary>
    public static readonly TimeSpan LongestPermit = TimeSpan.FromDays(1096);

    private const int LongestText = 4000;

    public static Refusal? Check(RequestForm form, CohortSnapshot? newest, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(form.Purpose) || form.Purpose.Length > LongestText)
        {
            return Refusals.Invalid("A request needs a purpose of at most 4,000 characters.");
        }

        if (string.IsNullOrWhiteSpace(form.Justification) || form.Justification.Length > LongestText)
        {
            return Refusals.Invalid("A request needs a justification of at most 4,000 characters: why these data, this level and these columns.");
        }

        if (!Enum.IsDefined(form.Level))
        {
            return Refusals.Invalid("The level is aggregate, rows or images.");
        }

        return Until(form.Until, now) ?? Tables(form.Cohort, form.Tables, newest);
    }

    public static Refusal? Until(DateTimeOffset until, DateTimeOffset now) =>
        until <= now ? Refusals.Invalid("The end lies in the past.")
        : until - now > LongestPermit ? Refusals.Invalid("A permit lasts at most three years.")
        : null;

    public static Refusal? Tables(string cohort, IReadOnlyList<PermittedTable> tables, CohortSnapshot? newest)
    {
        if (newest is null)
        {
            return PermitRefusals.SnapshotMissing(cohort, null);
        }

        if (tables.Count == 0 || tables.Any(table => table.Columns.Count == 0))
        {
            return Refusals.Invalid("Choose at least one table, and of each table at least one column.");
        }

        foreach (var table in tables)
        {
            var real = newest.Tables.SingleOrDefault(one => one.Name == table.Name);
            if (real is null || tables.Count(one => one.Name == table.Name) > 1)
            {
                return Refusals.Invalid($"The cohort has no table \"{table.Name}\", or it was named twice.");
            }

            if (table.Columns.Except(real.Columns, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            {
                return Refusals.Invalid($"The table \"{table.Name}\" has no column \"{unknown}\".");
            }

            if (table.Columns.Distinct(StringComparer.Ordinal).Count() != table.Columns.Count)
            {
                return Refusals.Invalid($"A column of the table \"{table.Name}\" was named twice.");
            }
        }

        return null;
    }
}
