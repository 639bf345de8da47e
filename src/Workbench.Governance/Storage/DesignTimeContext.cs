using Microsoft.EntityFrameworkCore.Design;

namespace Workbench.Governance.Storage;

/// <summary>Used by <c>dotnet ef migrations add</c> only.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<GovernanceContext>
{
    public GovernanceContext CreateDbContext(string[] args) =>
        new(GovernanceDatabase.Build(new GovernanceOptions { Location = "design-time.db" }));
}
