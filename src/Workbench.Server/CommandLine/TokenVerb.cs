using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;
using Workbench.Server.People;

namespace Workbench.Server.CommandLine;

/// <summary>token: prints a new API token of a person, for Jupyter clients.</summary>
internal static class TokenVerb
{
    public static async Task<int> RunAsync(TokenCommand command)
    {
        await using var scope = Offline.OpenExisting(command.Data);
        if (!await scope.Get<GovernanceContext>().People.AnyAsync(person => person.Name == command.User && person.Active))
        {
            throw new UsageException($"There is no active person \"{command.User}\". Make one with: user add {command.User} --role researcher");
        }

        var made = await MakeToken.MakeAsync(
            scope.Get<IdentityContext>(), scope.Get<GovernanceStore>(), Actor.Installer, command.User, command.Label, CancellationToken.None);
        await Console.Out.WriteLineAsync(made.Token);
        return 0;
    }
}
