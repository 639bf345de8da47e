using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Commands;

/// <summary>The metadata of a data folder, and the people in it, as commands of the raw side use them.</summary>
internal static class GovernanceOfData
{
    /// <summary>Opens the metadata; null, after saying why, when the data folder does not tell where they are.</summary>
    public static GovernanceStore? Open(string data)
    {
        try
        {
            return GovernanceStore.Open(GovernanceOptions.InDataFolder(data), TimeProvider.System);
        }
        catch (DatabaseFileException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return null;
        }
    }

    /// <summary>The person that <c>--by</c> names, with the roles of this moment; null, after saying why, when there is none.</summary>
    public static async Task<Actor?> PersonAsync(CommandLine line, GovernanceStore governance, CancellationToken cancellation)
    {
        if (line["by"] is not { } name)
        {
            await Console.Error.WriteLineAsync("Say who does it: --by NAME, a person of this Workbench.");
            return null;
        }

        await using var context = governance.Read();
        if (await context.People.SingleOrDefaultAsync(one => one.Name == name, cancellation) is { } person)
        {
            return Actor.Of(person);
        }

        await Console.Error.WriteLineAsync("This Workbench knows nobody of that name. Check the spelling of --by.");
        return null;
    }

    public static string Words(Refusal refusal) => $"{refusal.Message} {refusal.NextStep}".TrimEnd();
}
