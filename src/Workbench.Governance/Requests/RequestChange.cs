using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>The shell that all commands on an existing request share: load, ask both tables, apply, record.</summary>
internal static class RequestChange
{
    /// <param name="apply">Refuses, or changes the request and adds to the audit.</param>
    public static Task<Outcome<AccessRequest>> ExecuteAsync(
        GovernanceStore store, Actor actor, RequestId id, RequestCommand command, string kind,
        Func<GovernanceContext, AccessRequest, AuditDraft, CancellationToken, Task<(Refusal? Refusal, AuditDraft Draft)>> apply,
        CancellationToken cancellation) =>
        store.CommitAsync<AccessRequest>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(kind, actor, $"request {id}");
                var request = await context.Requests
                    .Include(one => one.Requester).Include(one => one.Project).Include(one => one.Cohort)
                    .SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (request is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.RequestUnknown, "request", id.Value), draft);
                }

                draft = draft with
                {
                    Cohort = request.Cohort!.Name,
                    Details = new Dictionary<string, string> { ["requester"] = request.Requester!.Name },
                };
                if (RequestPermissions.May(actor, command, request) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                var next = RequestTransitions.Table.Next(request.State, command);
                if (!next.Allowed)
                {
                    return new(next.Refusal, draft);
                }

                (var refusal, draft) = await apply(context, request, draft, cancel);
                if (refusal is not null)
                {
                    return new(refusal, draft);
                }

                (request.State, request.DecidedAt, request.DecidedBy) = (next.Value, store.Clock.GetUtcNow(), actor.Name);
                return new(request, draft);
            },
            cancellation);

    public static AuditDraft With(this AuditDraft draft, string name, string text) =>
        draft with { Details = new Dictionary<string, string>(draft.Details) { [name] = text } };
}
