using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary><c>GET /v1/cohorts</c>: the catalogue, with this person's access.</summary>
internal static class ListCohorts
{
    public static async Task HandleAsync(BrokerCall call)
    {
        var outcome = await call.Store.CommitAsync<CohortList>(
            async (context, cancellation) =>
            {
                var person = await PermittedSnapshot.PersonAsync(call, context, cancellation);
                var draft = BrokerAudit.Draft(call, AuditKinds.CohortsListed, "cohorts", person);
                if (person is not { Active: true })
                {
                    return new(
                        new Refusal(RefusalCodes.PersonInactive, "This person is not active any more.", NextStep: "Ask an admin."),
                        draft);
                }

                var cohorts = await FindAccess.ListAsync(
                    context, person, PermittedSnapshot.ProjectOf(call), call.Now, cancellation);
                return new(new CohortList([.. cohorts.Select(Entry)]), draft);
            },
            call.Aborted);
        await (outcome.Allowed
            ? BrokerAnswer.JsonAsync(call.Http, outcome.Value)
            : BrokerAnswer.RefuseAsync(call.Http, outcome.Refusal));
    }

    private static CohortEntry Entry(CohortAccess access)
    {
        var snapshot = access.Permit is { } permit
            ? access.Cohort.Snapshots.Where(one => permit.Covers(one.Version) && one.IsReadable()).MaxBy(one => one.Version)
            : access.Newest;
        return new CohortEntry(
            access.Cohort.Name,
            access.Cohort.Title,
            access.Cohort.Disease,
            access.Cohort.Description,
            snapshot?.Patients ?? 0,
            snapshot?.Version,
            [.. (snapshot?.Tables ?? []).Select(table => new TableEntry(table.Name, table.Rows))],
            access.State.ToString().ToLowerInvariant(),
            access.Permit is null ? null : PermitEntries.Of(access.Permit));
    }
}
