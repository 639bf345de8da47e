using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Projects;

/// <summary>Lets people into a project or out of it. Who is out loses the project's permits at the next call.</summary>
public static class ChangeMembers
{
    /// <param name="project">Name of the project.</param>
    /// <param name="person">Name of the person. Adding a member again changes nothing and is allowed.</param>
    public static Task<Outcome<Project>> AddAsync(
        GovernanceStore store, Actor actor, string project, string person, CancellationToken cancellation = default) =>
        ExecuteAsync(
            store, actor, project, person, AuditKinds.MemberAdded,
            (context, of, who) =>
            {
                if (!of.Members.Exists(member => member.PersonId == who.Id))
                {
                    // Added through the set: a key that is already filled would be taken for an existing row.
                    context.ProjectMembers.Add(new ProjectMember
                    {
                        ProjectId = of.Id, PersonId = who.Id, Person = who, Since = store.Clock.GetUtcNow(),
                    });
                }
            },
            cancellation);

    /// <param name="project">Name of the project.</param>
    /// <param name="person">Name of the person.</param>
    public static Task<Outcome<Project>> RemoveAsync(
        GovernanceStore store, Actor actor, string project, string person, CancellationToken cancellation = default) =>
        ExecuteAsync(
            store, actor, project, person, AuditKinds.MemberRemoved,
            (_, of, who) => of.Members.RemoveAll(member => member.PersonId == who.Id),
            cancellation);

    private static Task<Outcome<Project>> ExecuteAsync(
        GovernanceStore store, Actor actor, string project, string person, string kind,
        Action<GovernanceContext, Project, People.Person> apply, CancellationToken cancellation) =>
        store.CommitAsync<Project>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(kind, actor, $"project {project}")
                {
                    Details = new Dictionary<string, string> { ["member"] = person },
                };
                if (ProjectPermissions.MayKeepProjects(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                if (await context.Projects.Include(one => one.Members)
                        .SingleOrDefaultAsync(one => one.Name == project, cancel) is not { } of)
                {
                    return new(Refusals.Unknown(RefusalCodes.ProjectUnknown, "project", project), draft);
                }

                if (await context.People.SingleOrDefaultAsync(one => one.Name == person, cancel) is not { } who)
                {
                    return new(Refusals.Unknown(RefusalCodes.PersonUnknown, "person", person), draft);
                }

                apply(context, of, who);
                return new(of, draft);
            },
            cancellation);
}
