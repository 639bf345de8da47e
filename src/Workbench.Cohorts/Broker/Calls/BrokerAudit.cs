using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>What the audit says about a call. Names of columns, never a value: a filter is recorded by the columns it looks at.</summary>
internal static class BrokerAudit
{
    public static AuditDraft Draft(BrokerCall call, string kind, string subject, Person? person, params (string Name, string? Text)[] details)
    {
        var facts = details.Where(one => one.Text is not null).ToDictionary(one => one.Name, one => one.Text!);
        facts["session"] = call.Caller.SessionId;
        return new AuditDraft(kind, ActorOf(call, person), subject) { Details = facts };
    }

    public static AuditDraft With(this AuditDraft draft, string? cohort, AccessGrant? grant, Refusal? refusal) => draft with
    {
        Cohort = cohort,
        Permit = grant?.Permit.Id ?? refusal?.Clause?.Permit,
        Snapshot = grant is null || cohort is null ? null : CohortSnapshot.Label(cohort, grant.Version),
    };

    private static Actor ActorOf(BrokerCall call, Person? person) =>
        person is null ? new Actor(call.Caller.PersonName, null, []) : Actor.Of(person);
}
