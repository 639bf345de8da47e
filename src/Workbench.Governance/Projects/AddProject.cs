using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Projects;

/// <summary>Starts a project; it has no members yet.</summary>
public static class AddProject
{
    public static Task<Outcome<Project>> ExecuteAsync(
        GovernanceStore store, Actor actor, string name, string title, string purpose,
        CancellationToken cancellation = default) =>
        store.CommitAsync<Project>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.ProjectAdded, actor, $"project {name}");
                var refusal = ProjectPermissions.MayKeepProjects(actor)
                    ?? (Slug.IsValid(name) ? null : Slug.Refuse("project"))
                    ?? (string.IsNullOrWhiteSpace(title) || string.IsNullOrWhiteSpace(purpose)
                        ? Refusals.Invalid("A project needs a title and the purpose it was approved for.")
                        : null);
                if (refusal is not null)
                {
                    return new(refusal, draft);
                }

                if (await context.Projects.AnyAsync(one => one.Name == name, cancel))
                {
                    return new(new Refusal(RefusalCodes.NameTaken, $"There is a project \"{name}\" already."), draft);
                }

                var project = new Project
                {
                    Id = TypedId.New<ProjectId>(store.Clock),
                    Name = name,
                    Title = title.Trim(),
                    Purpose = purpose.Trim(),
                };
                context.Projects.Add(project);
                return new(project, draft);
            },
            cancellation);
}
