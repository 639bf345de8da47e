using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Permits;

/// <summary>Takes a permit back. The very next call under it is refused, with the reason.</summary>
public static class RevokePermit
{
    /// <param name="reason">Shown to everybody the permit names; required.</param>
    public static Task<Outcome<Permit>> ExecuteAsync(
        GovernanceStore store, Actor actor, PermitId id, string reason, CancellationToken cancellation = default) =>
        store.CommitAsync<Permit>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.PermitRevoked, actor, $"permit {id}")
                {
                    Permit = id, Details = new Dictionary<string, string> { ["reason"] = reason.Trim() },
                };
                if (PermitPermissions.MayRevoke(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                var permit = await context.Permits.WithNames().SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (permit is null)
                {
                    return new(Refusals.Unknown(RefusalCodes.PermitUnknown, "permit", id.Value), draft with { Permit = null });
                }

                draft = draft with { Cohort = permit.Cohort!.Name };
                var next = PermitTransitions.Table.Next(permit.State, PermitCommand.Revoke);
                if (!next.Allowed)
                {
                    return new(next.Refusal, draft);
                }

                if (string.IsNullOrWhiteSpace(reason))
                {
                    return new(Refusals.Invalid("Revoking needs a reason; the people named in the permit will read it."), draft);
                }

                permit.State = next.Value;
                (permit.RevokedAt, permit.RevokedBy, permit.RevocationReason) =
                    (store.Clock.GetUtcNow(), actor.Name, reason.Trim());
                return new(permit, draft);
            },
            cancellation);
}
