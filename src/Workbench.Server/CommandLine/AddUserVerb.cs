using Workbench.Governance.Decisions;
using Workbench.Server.Identity;
using Workbench.Server.People;

namespace Workbench.Server.CommandLine;

/// <summary>user add: makes a person known and prints the link by which they set their password.</summary>
internal static class AddUserVerb
{
    public static async Task<int> RunAsync(AddUserCommand command)
    {
        await using var scope = Offline.OpenExisting(command.Data);
        var outcome = await scope.Get<Accounts>().AddAsync(
            Actor.Installer, command.Name, command.DisplayName ?? command.Name, command.Roles, externalName: null, CancellationToken.None);
        if (!outcome.Allowed)
        {
            throw new UsageException($"{outcome.Refusal.Message} {outcome.Refusal.NextStep}".Trim());
        }

        await Console.Out.WriteLineAsync($"{command.Name} {new Uri(command.Address, InvitePerson.SignInPath(outcome.Value.InvitationKey))}");
        return 0;
    }
}
