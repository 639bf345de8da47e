using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.People;

/// <summary>Makes a person known, with at least one role.</summary>
public static class AddPerson
{
    public static Task<Outcome<Person>> ExecuteAsync(
        GovernanceStore store, Actor actor, string name, string displayName, IReadOnlyCollection<Role> roles,
        CancellationToken cancellation = default) =>
        store.CommitAsync<Person>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.PersonAdded, actor, $"person {name}")
                {
                    Details = new Dictionary<string, string> { ["roles"] = RoleNames.Join(roles) },
                };
                var refusal = PersonPermissions.MayKeepPeople(actor)
                    ?? (Slug.IsValid(name) ? null : Slug.Refuse("person"))
                    ?? RoleNames.Check(displayName, roles);
                if (refusal is not null)
                {
                    return new(refusal, draft);
                }

                if (await context.People.AnyAsync(one => one.Name == name, cancel))
                {
                    return new(new Refusal(RefusalCodes.NameTaken, $"There is a person \"{name}\" already."), draft);
                }

                var person = new Person
                {
                    Id = TypedId.New<PersonId>(store.Clock),
                    Name = name,
                    DisplayName = displayName.Trim(),
                    Roles = RoleNames.Sorted(roles),
                };
                context.People.Add(person);
                return new(person, draft);
            },
            cancellation);
}
