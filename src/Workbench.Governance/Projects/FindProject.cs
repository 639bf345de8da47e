using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Projects;

internal static class FindProject
{
    /// <summary>With its members; null when there is none.</summary>
    public static Task<Project?> ByNameOrIdAsync(GovernanceContext context, string nameOrId, CancellationToken cancellation)
    {
        var id = ProjectId.From(nameOrId);
        return context.Projects.Include(one => one.Members)
            .SingleOrDefaultAsync(one => one.Name == nameOrId || one.Id == id, cancellation);
    }
}
