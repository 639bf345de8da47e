using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Sessions;

/// <summary>
/// The project that a session works for: the one that was named, if the person is a member; else the person's only project;
/// else none, and then permits of all the person's projects count. It is fixed when the session starts.
/// </summary>
internal static class SessionProject
{
    public static async Task<Outcome<ChosenProject>> ChooseAsync(GovernanceStore store, Caller caller, string? asked, CancellationToken cancel)
    {
        await using var governance = store.Read();
        var own = await governance.Projects
            .Where(project => project.Members.Any(member => member.PersonId == caller.Id))
            .Select(project => new { project.Id, project.Name })
            .ToListAsync(cancel);
        if (string.IsNullOrWhiteSpace(asked))
        {
            return new ChosenProject(own.Count == 1 ? own[0].Id.Value : null);
        }

        // A project that is not the person's is not told from one that does not exist.
        return own.Find(project => project.Name == asked || project.Id.Value == asked) is { } chosen
            ? new ChosenProject(chosen.Id.Value)
            : new Refusal(
                RefusalCodes.ProjectUnknown,
                "You are no member of the project that this notebook is to work for.",
                NextStep: "Choose one of your projects for the notebook, or ask an admin to add you.");
    }

    /// <summary>Names of projects by id, for lists of sessions.</summary>
    public static async Task<IReadOnlyDictionary<string, Project>> NamesAsync(GovernanceContext governance, CancellationToken cancel) =>
        await governance.Projects.ToDictionaryAsync(project => project.Id.Value, cancel);
}
