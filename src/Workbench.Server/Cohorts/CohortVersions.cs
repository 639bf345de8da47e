using System.Globalization;
using Workbench.Governance.Cohorts;

namespace Workbench.Server.Cohorts;

/// <summary>The versions of a cohort, newest first, each with its change in words.</summary>
internal static class CohortVersions
{
    public static IReadOnlyList<CohortVersion> Of(Cohort cohort)
    {
        var rows = new List<CohortVersion>();
        CohortSnapshot? before = null;
        foreach (var snapshot in cohort.Snapshots.OrderBy(one => one.Version))
        {
            rows.Add(new CohortVersion(
                snapshot.Version, snapshot.ContentHash, snapshot.BuiltAt, snapshot.Patients, Rows(snapshot), Change(before, snapshot),
                snapshot.State, snapshot.State == SnapshotState.Open ? null : SnapshotStateReasons.Words(snapshot.StateReason), snapshot.StateAt,
                snapshot.State == SnapshotState.Open ? null : cohort.SuccessorOf(snapshot)?.Version));
            before = snapshot;
        }

        rows.Reverse();
        return rows;
    }

    private static long Rows(CohortSnapshot snapshot) => snapshot.Tables.Sum(table => table.Rows);

    private static string Change(CohortSnapshot? before, CohortSnapshot now)
    {
        if (before is null)
        {
            return "first version";
        }

        if (before.ContentHash == now.ContentHash)
        {
            return "same content";
        }

        var changes = new List<string>();
        Add(now.Patients - before.Patients, "patients");
        Add(Rows(now) - Rows(before), "rows");
        Add(now.Tables.Count - before.Tables.Count, "tables");
        return changes.Count == 0 ? "changed values" : string.Join(", ", changes);

        void Add(long difference, string what)
        {
            if (difference != 0)
            {
                changes.Add($"{difference.ToString("+#,0;-#,0", CultureInfo.InvariantCulture)} {what}");
            }
        }
    }
}
