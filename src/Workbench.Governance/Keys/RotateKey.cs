using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Keys;

/// <summary>A project's key after it was replaced.</summary>
/// <param name="Generation">Of the new key; the first key of a project and purpose is generation 1.</param>
public sealed record KeyRotation(Project Project, int Generation);

/// <summary>Decides whether a project's key is replaced, has the raw side make the new one, and records it.</summary>
public static class RotateKey
{
    /// <param name="project">Name of the project.</param>
    /// <param name="purpose">What the key's pseudonyms are for (a slug).</param>
    /// <param name="isCompromised">Whether somebody may know the old key; its versions are then locked.</param>
    /// <param name="make">Makes the key on the raw side and returns its generation, from 2. Called only when it is allowed.</param>
    public static Task<Outcome<KeyRotation>> ExecuteAsync(
        GovernanceStore store, Actor actor, string project, string purpose, string reason, bool isCompromised, Func<ProjectId, Outcome<int>> make,
        CancellationToken cancellation = default) =>
        store.CommitAsync<KeyRotation>(
            async (context, cancel) =>
            {
                var facts = new Dictionary<string, string>
                {
                    ["purpose"] = purpose, ["reason"] = reason.Trim(), ["compromised"] = isCompromised ? "yes" : "no",
                };
                var draft = new AuditDraft(AuditKinds.KeyRotated, actor, $"project {project}") { Details = facts };
                var refusal = KeyPermissions.MayRotate(actor)
                    ?? (Slug.IsValid(purpose) ? null : Slug.Refuse("purpose"))
                    ?? (string.IsNullOrWhiteSpace(reason) ? Refusals.Invalid("Replacing a key needs a reason.") : null);
                if (refusal is not null)
                {
                    return new(refusal, draft);
                }

                if (await context.Projects.SingleOrDefaultAsync(one => one.Name == project, cancel) is not { } found)
                {
                    return new(Refusals.Unknown(RefusalCodes.ProjectUnknown, "project", project), draft);
                }

                var made = make(found.Id);
                if (!made.Allowed)
                {
                    return new(made.Refusal, draft);
                }

                facts["generation"] = made.Value.ToString(CultureInfo.InvariantCulture);
                return new(new KeyRotation(found, made.Value), draft);
            },
            cancellation);
}
