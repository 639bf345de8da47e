using Workbench.Cohorts.Broker.Reading;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary><c>GET /v1/cohorts/{name}/describe</c>: figures about the permitted columns; what a permit of level aggregate gives.</summary>
internal static class DescribeCohort
{
    private sealed record Plan(PermittedSnapshot Opened, IReadOnlyList<FiguresRead> Reads);

    public static async Task HandleAsync(BrokerCall call, BrokerAddress address)
    {
        var prepared = await PrepareAsync(call, address);
        var outcome = await call.Store.CommitAsync<CohortFigures>(
            async (context, cancellation) =>
            {
                var person = await PermittedSnapshot.PersonAsync(call, context, cancellation);
                var plan = await MakeAsync(call, context, person, address, cancellation);
                var final = plan.Allowed ? Confirm(plan.Value, prepared) : plan.Refusal;
                return new(
                    final,
                    BrokerAudit.Draft(
                        call, AuditKinds.CohortDescribed, address.Table is null ? "all tables" : $"table {address.Table}", person)
                        .With(address.Cohort, plan.Value?.Opened.Grant, final.Refusal));
            },
            call.Aborted);
        if (!outcome.Allowed)
        {
            await BrokerAnswer.RefuseAsync(call.Http, outcome.Refusal);
            return;
        }

        BrokerAnswer.Name(call.Http, prepared!.Value.Plan.Opened);
        await BrokerAnswer.JsonAsync(call.Http, outcome.Value);
    }

    private static async Task<(Plan Plan, CohortFigures Figures)?> PrepareAsync(BrokerCall call, BrokerAddress address)
    {
        await using var context = call.Store.Read();
        var person = await PermittedSnapshot.PersonAsync(call, context, call.Aborted);
        var plan = await MakeAsync(call, context, person, address, call.Aborted);
        if (!plan.Allowed)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        limit.CancelAfter(call.Services.Options.QueryTimeout);
        var tables = await Task.Run(
            () => plan.Value.Reads.Select(read => call.Services.Figures.Read(read, limit.Token)).ToList(),
            CancellationToken.None);
        var (grant, cohort, _) = plan.Value.Opened;
        return (plan.Value, new CohortFigures(
            cohort.Name, grant.Version, PermitEntries.NameOf(grant.Permit.Level), cohort.SmallestGroup,
            grant.Permit.Level == Level.Aggregate, tables));
    }

    private static async Task<Outcome<Plan>> MakeAsync(
        BrokerCall call, GovernanceContext context, Person? person, BrokerAddress address, CancellationToken cancellation)
    {
        var opened = await PermittedSnapshot.DecideAsync(
            call, context, person, address, Level.Aggregate, address.Table, null, cancellation);
        if (!opened.Allowed)
        {
            return opened.Refusal;
        }

        var (grant, cohort, snapshot) = opened.Value;
        var reads = new List<FiguresRead>();
        foreach (var permitted in grant.Permit.Tables.Where(table => address.Table is null || table.Name == address.Table))
        {
            if (snapshot.Manifest.Table(permitted.Name) is not { } table)
            {
                continue;
            }

            var rowFilter = PermitRowFilter.Resolve(call.Services.Filters, opened.Value, permitted);
            if (!rowFilter.Allowed)
            {
                return rowFilter.Refusal;
            }

            if (call.Services.Snapshots.TableFile(snapshot, permitted.Name) is not { } file)
            {
                return PermittedSnapshot.Missing(cohort.Name, grant.Version);
            }

            reads.Add(new FiguresRead(
                table.Name,
                file,
                [.. table.Columns.Where(column => permitted.Columns.Contains(column.Name))],
                rowFilter.Value.Length == 0 ? null : rowFilter.Value,
                grant.Permit.Level == Level.Aggregate ? cohort.SmallestGroup : null));
        }

        return new Plan(opened.Value, reads);
    }

    private static Outcome<CohortFigures> Confirm(Plan plan, (Plan Plan, CohortFigures Figures)? prepared) =>
        prepared is { } made
        && made.Plan.Opened.Grant.Permit.Id == plan.Opened.Grant.Permit.Id
        && made.Plan.Opened.Grant.Version == plan.Opened.Grant.Version
            ? made.Figures
            : BrokerStatus.Changed;
}
