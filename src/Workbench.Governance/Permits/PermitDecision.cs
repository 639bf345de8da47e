using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;

namespace Workbench.Governance.Permits;

/// <summary>One permit's answer to one question. The conditions are asked in the order below; the first that fails refuses.</summary>
internal static class PermitDecision
{
    /// <returns>The outcome, and for a refusal how far it came (higher: closer to yes).</returns>
    public static (Outcome<AccessGrant> Outcome, int Rank) Of(
        Permit permit, AccessQuestion question, Cohort cohort, DateTimeOffset now)
    {
        switch (permit.Standing(now))
        {
            case PermitStanding.Revoked:
                return (PermitRefusals.Revoked(permit), 0);
            case PermitStanding.Expired:
                return (PermitRefusals.Expired(permit), 0);
        }

        if (permit.Project is null || !permit.Project.Members.Exists(member => member.PersonId == question.Person.Id))
        {
            return (PermitRefusals.NotAMember(permit), 1);
        }

        if (permit.Level < question.Level)
        {
            return (PermitRefusals.Level(permit, question.Level), 2);
        }

        var version = Version(permit, question, cohort);
        if (!version.Allowed)
        {
            return (version.Refusal, 3);
        }

        return question.Table is null
            ? (new AccessGrant(permit, version.Value, null, []), 6)
            : OfTable(permit, version.Value, question.Table, question.Columns, cohort);
    }

    private static Outcome<int> Version(Permit permit, AccessQuestion question, Cohort cohort)
    {
        if (question.Version is { } wanted)
        {
            return !permit.Covers(wanted) ? PermitRefusals.Version(permit, wanted)
                : cohort.Snapshots.Find(snapshot => snapshot.Version == wanted) is { } found ? Readable(permit, found, cohort)
                : PermitRefusals.SnapshotMissing(cohort.Name, wanted);
        }

        if (cohort.Snapshots.Count == 0)
        {
            return PermitRefusals.SnapshotMissing(cohort.Name, null);
        }

        // Nobody is handed an older version in silence: when the newest is locked, the call is refused and says which one can be asked for.
        return cohort.Snapshots.Where(snapshot => permit.Covers(snapshot.Version)).MaxBy(snapshot => snapshot.Version) is { } newest
            ? Readable(permit, newest, cohort)
            : PermitRefusals.Version(permit, null);
    }

    private static Outcome<int> Readable(Permit permit, CohortSnapshot snapshot, Cohort cohort) =>
        snapshot.IsReadable() ? snapshot.Version : PermitRefusals.Locked(permit, snapshot, cohort);

    private static (Outcome<AccessGrant> Outcome, int Rank) OfTable(
        Permit permit, int version, string table, IReadOnlyList<string>? columns, Cohort cohort)
    {
        var permitted = permit.Tables.SingleOrDefault(one => one.Name == table);
        var real = cohort.Snapshots.Single(snapshot => snapshot.Version == version)
            .Tables.SingleOrDefault(one => one.Name == table);
        if (permitted is null || real is null)
        {
            return (PermitRefusals.Table(permit, table), 4);
        }

        var visible = real.Columns.Where(permitted.Columns.Contains).ToList();
        var missing = (columns ?? []).Except(visible, StringComparer.Ordinal).ToList();
        return missing.Count > 0 || visible.Count == 0
            ? (PermitRefusals.Columns(permit, table, missing), 5)
            : (new AccessGrant(permit, version, permitted with { Columns = visible }, columns ?? visible), 6);
    }
}
