using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>Turns a request into a permit, as asked or narrower. Request, permit and audit event are one transaction.</summary>
public static class GrantRequest
{
    /// <param name="rowFilterCheck">Asked for each row filter; without it a grant with a row filter is refused.</param>
    public static Task<Outcome<AccessRequest>> ExecuteAsync(
        GovernanceStore store, Actor actor, RequestId id, GrantChanges changes, RowFilterCheck? rowFilterCheck,
        CancellationToken cancellation = default) =>
        RequestChange.ExecuteAsync(
            store, actor, id, RequestCommand.Grant, AuditKinds.RequestGranted,
            async (context, request, draft, cancel) =>
            {
                var newest = await context.Snapshots.Where(one => one.CohortId == request.CohortId && one.State != SnapshotState.Locked)
                    .OrderByDescending(one => one.Version).FirstOrDefaultAsync(cancel);
                var now = store.Clock.GetUtcNow();
                var tables = changes.Tables ?? request.Tables;
                var until = changes.Until ?? request.Until;
                var refusal = changes.Exceeds(request)
                    ?? RequestChecks.Until(until, now)
                    ?? RequestChecks.Tables(request.Cohort!.Name, tables, newest)
                    ?? Versions(changes)
                    ?? RowFilters(request.Cohort!, newest!, tables, rowFilterCheck);
                if (refusal is not null)
                {
                    return (refusal, draft);
                }

                var permit = new Permit
                {
                    Id = TypedId.New<PermitId>(store.Clock),
                    RequestId = request.Id,
                    ProjectId = request.ProjectId,
                    CohortId = request.CohortId,
                    FromVersion = changes.FromVersion,
                    ToVersion = changes.ToVersion,
                    Purpose = request.Purpose,
                    Level = changes.Level ?? request.Level,
                    Tables = tables,
                    GrantedAt = now,
                    GrantedBy = actor.Name,
                    Expires = until,
                };
                permit.Persons.AddRange(
                    request.Persons.Select(person => new PermitPerson { PermitId = permit.Id, PersonId = person }));
                context.Permits.Add(permit);
                request.PermitId = permit.Id;
                draft = (draft with { Permit = permit.Id })
                    .With("level", permit.Level.ToString().ToLowerInvariant())
                    .With("columns", PermittedTables.Describe(tables))
                    .With("until", PermitClauses.Moment(until));
                return (null, draft);
            },
            cancellation);

    private static Refusal? Versions(GrantChanges changes) =>
        changes.FromVersion < 1 || changes.ToVersion < changes.FromVersion
            ? Refusals.Invalid("The first version is at least 1 and not after the last.")
            : null;

    private static Refusal? RowFilters(
        Cohort cohort, CohortSnapshot newest, IReadOnlyList<PermittedTable> tables, RowFilterCheck? check)
    {
        foreach (var table in tables)
        {
            if (table.RowFilter is not { } filter)
            {
                continue;
            }

            var refusal = check is null
                ? new Refusal(RefusalCodes.FilterRefused, "Row filters cannot be checked here, so none is granted.")
                : check(cohort.Name, newest.Version, table.Name, filter);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }
}
