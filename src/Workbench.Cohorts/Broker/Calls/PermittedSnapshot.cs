using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>A snapshot that a permit opens, as it lies on the disk.</summary>
internal sealed record PermittedSnapshot(AccessGrant Grant, Cohort Cohort, Snapshot Snapshot)
{
    /// <summary>Asks the permits as they are in <paramref name="context"/>, then opens the snapshot that they name.</summary>
    public static async Task<Outcome<PermittedSnapshot>> DecideAsync(
        BrokerCall call, GovernanceContext context, Person? person, BrokerAddress address, Level level,
        string? table, IReadOnlyList<string>? columns, CancellationToken cancellation)
    {
        if (person is null)
        {
            return new Refusal(RefusalCodes.PersonUnknown, "This session's person is not known any more.", NextStep: "Ask an admin.");
        }

        var question = new AccessQuestion(person, ProjectOf(call), address.Cohort!, level)
        {
            Version = address.Version,
            Table = table,
            Columns = columns,
        };
        var grant = await PermitCheck.DecideAsync(context, question, call.Now, cancellation);
        if (!grant.Allowed)
        {
            return grant.Refusal;
        }

        var cohort = await context.Cohorts.Include(one => one.Snapshots)
            .SingleAsync(one => one.Name == address.Cohort, cancellation);
        var registered = cohort.Snapshots.Single(one => one.Version == grant.Value.Version);
        return call.Services.Snapshots.Open(cohort.Name, registered.Version, registered.ContentHash) is { } snapshot
            ? new PermittedSnapshot(grant.Value, cohort, snapshot)
            : Missing(cohort.Name, registered.Version);
    }

    public static Task<Person?> PersonAsync(BrokerCall call, GovernanceContext context, CancellationToken cancellation) =>
        context.People.SingleOrDefaultAsync(one => one.Name == call.Caller.PersonName, cancellation);

    public static ProjectId? ProjectOf(BrokerCall call) =>
        call.Caller.ProjectId is { } project ? ProjectId.From(project) : null;

    public static Refusal Missing(string cohort, int version) => new(
        RefusalCodes.SnapshotMissing,
        $"The files of {CohortSnapshot.Label(cohort, version)} are missing or not as they were registered; nothing was read.",
        NextStep: "Tell an admin; the snapshot has to be restored or built again.");
}
