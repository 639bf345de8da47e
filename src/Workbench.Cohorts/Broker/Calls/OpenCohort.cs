using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary><c>GET /v1/cohorts/{name}</c>: schema and dictionary of what the permit lets through.</summary>
internal static class OpenCohort
{
    public static async Task HandleAsync(BrokerCall call, BrokerAddress address)
    {
        var outcome = await call.Store.CommitAsync<PermittedSnapshot>(
            async (context, cancellation) =>
            {
                var person = await PermittedSnapshot.PersonAsync(call, context, cancellation);
                var opened = await PermittedSnapshot.DecideAsync(
                    call, context, person, address, Level.Aggregate, null, null, cancellation);
                return new(
                    opened,
                    BrokerAudit.Draft(call, AuditKinds.CohortOpened, $"cohort {address.Cohort}", person)
                        .With(address.Cohort, opened.Value?.Grant, opened.Refusal));
            },
            call.Aborted);
        if (!outcome.Allowed)
        {
            await BrokerAnswer.RefuseAsync(call.Http, outcome.Refusal);
            return;
        }

        var (grant, cohort, snapshot) = outcome.Value;
        var permit = grant.Permit;
        BrokerAnswer.Name(call.Http, outcome.Value);
        var tables = permit.Tables.Select(permitted => (permitted, table: snapshot.Manifest.Table(permitted.Name)))
            .Where(pair => pair.table is not null)
            .Select(pair => Table(pair.permitted, pair.table!, permit.Level, cohort.SmallestGroup));
        await BrokerAnswer.JsonAsync(
            call.Http,
            new CohortSchema(
                cohort.Name, snapshot.Manifest.Version, snapshot.Manifest.ContentHash, PermitEntries.NameOf(permit.Level),
                PermitEntries.Of(permit), [.. tables]));
    }

    private static TableSchema Table(PermittedTable permitted, ManifestTable table, Level level, int smallestGroup) => new(
        table.Name,
        permitted.RowFilter is null ? table.Rows : null,
        [
            .. table.Columns.Where(column => permitted.Columns.Contains(column.Name)).Select(column => new ColumnSchema(
                column.Name, column.Type, column.Unit, column.Meaning,
                Missing(column, table, permitted.RowFilter, level, smallestGroup), column.Role)),
        ]);

    // With a row filter the manifest's count would tell about rows that the permit hides. At level aggregate a small
    // number of missing (or of filled) rows is a small group.
    private static long? Missing(ManifestColumn column, ManifestTable table, string? rowFilter, Level level, int smallestGroup)
    {
        var small = level == Level.Aggregate
            && ((column.Missing > 0 && column.Missing < smallestGroup)
                || (column.Missing < table.Rows && table.Rows - column.Missing < smallestGroup));
        return rowFilter is not null || small ? null : column.Missing;
    }
}
