using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Storage;
using Workbench.Server.Demo;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.CommandLine;

/// <summary>init: makes the folders that are the server's, brings both databases up to date, seeds the demo. Safe to run again.</summary>
internal static class InitVerb
{
    public static async Task<int> RunAsync(InitCommand command)
    {
        var folder = new DataFolder(command.Data);
        folder.Create();
        await using var scope = Offline.Open(folder);
        await MigrateAsync(scope.ServiceProvider, CancellationToken.None);
        folder.ShareDatabases();
        if (command.Demo && !command.MigrateOnly)
        {
            await ActivatorUtilities.CreateInstance<DemoSeed>(scope.ServiceProvider).RunAsync(CancellationToken.None);
        }

        await Console.Out.WriteLineAsync(folder.HasDemoContent ? "The data folder is ready, with demo content." : "The data folder is ready.");
        return 0;
    }

    internal static async Task MigrateAsync(IServiceProvider services, CancellationToken cancel)
    {
        var options = services.GetRequiredService<GovernanceOptions>();
        try
        {
            await new GovernanceDatabase(options).MigrateAsync(cancel);
        }
        catch (DbException silent) when (options.Database == DatabaseKind.PostgreSql)
        {
            // The database's own words can name hosts and people, so only its code is passed on.
            throw new UsageException(
                $"PostgreSQL did not let the metadata be brought up to date (code {silent.SqlState ?? "none: it does not answer"}). Check governance/{DatabaseFile.Name} in the data folder; the database must exist and belong to its user.");
        }

        await services.GetRequiredService<IdentityContext>().Database.MigrateAsync(cancel);
    }
}
