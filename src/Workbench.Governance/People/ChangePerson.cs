using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.People;

/// <summary>Changes roles or whether the person is active. It takes effect at the person's next call.</summary>
public static class ChangePerson
{
    /// <param name="roles">Null leaves them.</param>
    /// <param name="active">Null leaves it.</param>
    public static Task<Outcome<Person>> ExecuteAsync(
        GovernanceStore store, Actor actor, string name, IReadOnlyCollection<Role>? roles, bool? active,
        CancellationToken cancellation = default) =>
        store.CommitAsync<Person>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.PersonChanged, actor, $"person {name}") { Details = Facts(roles, active) };
                var person = await context.People.SingleOrDefaultAsync(one => one.Name == name, cancel);
                if (person is null)
                {
                    var unknown = PersonPermissions.MayKeepPeople(actor)
                        ?? Refusals.Unknown(RefusalCodes.PersonUnknown, "person", name);
                    return new(unknown, draft);
                }

                var refusal = PersonPermissions.MayChange(actor, person)
                    ?? RoleNames.Check(person.DisplayName, roles ?? person.Roles);
                if (refusal is not null)
                {
                    return new(refusal, draft);
                }

                person.Roles = RoleNames.Sorted(roles ?? person.Roles);
                person.Active = active ?? person.Active;
                return new(person, draft);
            },
            cancellation);

    private static Dictionary<string, string> Facts(IReadOnlyCollection<Role>? roles, bool? active)
    {
        var facts = new Dictionary<string, string>();
        if (roles is not null)
        {
            facts["roles"] = RoleNames.Join(roles);
        }

        if (active is { } isActive)
        {
            facts["active"] = isActive ? "yes" : "no";
        }

        return facts;
    }
}
