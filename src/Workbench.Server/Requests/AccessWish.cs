using Workbench.Governance.Permits;
using Workbench.Governance.Requests;

namespace Workbench.Server.Requests;

/// <summary>What a person fills in to ask for access.</summary>
/// <param name="Project">Name or id of one of the caller's projects.</param>
/// <param name="Tables">Least data is asked for by naming few columns.</param>
/// <param name="Until">A day means to its end (UTC).</param>
/// <param name="Persons">Names of further members of the project; the caller is always named.</param>
public sealed record AccessWish(
    string Cohort, string Project, string Purpose, string Justification, Level Level, IReadOnlyList<TableChoice> Tables,
    DateTimeOffset Until, IReadOnlyList<string>? Persons = null)
{
    internal RequestForm ToForm() => new()
    {
        Cohort = Cohort,
        Project = Project,
        Purpose = Purpose,
        Justification = Justification,
        Level = Level,
        Tables = [.. Tables.Select(table => table.ToPermitted())],
        Until = LastDay.EndOf(Until),
        Persons = Persons ?? [],
    };
}

/// <summary>People say "until 31 March" and mean to include it.</summary>
internal static class LastDay
{
    /// <summary>A moment stays; a day (midnight, as a date without time is read) becomes its last second, UTC.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset until) => until.TimeOfDay == TimeSpan.Zero
        ? new DateTimeOffset(until.Date, TimeSpan.Zero).AddDays(1).AddSeconds(-1)
        : until.ToUniversalTime();
}
