using Workbench.Deidentify.Orders;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Commands;

/// <summary><c>build ORDER-ID</c> or <c>build --all</c>: carries out approved orders.</summary>
internal static class BuildCommand
{
    public static async Task<int> RunAsync(CommandLine line, string data, CancellationToken cancellation)
    {
        GovernanceOptions database;
        try
        {
            database = GovernanceOptions.InDataFolder(data);
        }
        catch (DatabaseFileException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCodes.Usage;
        }

        using var governance = GovernanceStore.Open(database, TimeProvider.System);
        var builder = new OrderBuilder(new RawStore(data), governance, Console.WriteLine);
        if (line["all"] is not null)
        {
            return await builder.BuildAllAsync(cancellation) ? ExitCodes.Done : ExitCodes.Refused;
        }

        return await builder.BuildAsync(new OrderId(line.Words[1]), cancellation) is null ? ExitCodes.Done : ExitCodes.Refused;
    }
}
