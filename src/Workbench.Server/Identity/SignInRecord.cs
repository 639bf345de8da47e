using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;

namespace Workbench.Server.Identity;

/// <summary>Sign-ins in the audit, refused ones too. A name that belongs to nobody is not recorded: it may be a password typed into the wrong field.</summary>
internal static class SignInRecord
{
    public static Task SignedInAsync(GovernanceStore store, Person person, string way, CancellationToken cancel) =>
        store.RecordAsync(Draft(Actor.Of(person), AuditKinds.PersonSignedIn, person.Name, way), cancel);

    public static Task RefusedAsync(GovernanceStore store, string? knownPerson, string way, CancellationToken cancel) =>
        store.CommitAsync<bool>(
            (_, _) => Task.FromResult(new Decision<bool>(
                new Refusal(ServerRefusals.SignInFailed, "Signing in was refused."),
                Draft(Actor.Server, AuditKinds.PersonSignedIn, knownPerson ?? "unknown", way))),
            cancel);

    public static Task SignedOutAsync(GovernanceStore store, Caller caller, CancellationToken cancel) =>
        store.RecordAsync(new AuditDraft(AuditKinds.PersonSignedOut, caller.Actor, $"person {caller.Name}"), cancel);

    private static AuditDraft Draft(Actor actor, string kind, string person, string way) =>
        new(kind, actor, $"person {person}") { Details = new Dictionary<string, string> { ["way"] = way } };
}
