using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>Refuses a call that did not get as far as a question: recorded like any other.</summary>
internal static class RefuseCall
{
    public static async Task HandleAsync(BrokerCall call, Refusal refusal)
    {
        await call.Store.CommitAsync<bool>(
            async (context, cancellation) => new(
                refusal,
                BrokerAudit.Draft(
                    call, AuditKinds.BrokerCallRefused, "broker call",
                    await PermittedSnapshot.PersonAsync(call, context, cancellation))),
            call.Aborted);
        await BrokerAnswer.RefuseAsync(call.Http, refusal);
    }
}
