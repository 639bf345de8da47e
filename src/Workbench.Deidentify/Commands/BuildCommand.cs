using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Withdrawals;
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
        var raw = new RawStore(data);
        var builder = new OrderBuilder(raw, governance, Console.WriteLine);
        if (line["all"] is not null)
        {
            // The start of the product: what stopped half way goes on.
            var withdrawn = await WithdrawCommand.ResumeAsync(raw, new WithdrawalRun(raw, governance, Console.WriteLine), cancellation);
            return await builder.BuildAllAsync(cancellation) && withdrawn ? ExitCodes.Done : ExitCodes.Refused;
        }

        return await builder.BuildAsync(new OrderId(line.Words[1]), cancellation) is null ? ExitCodes.Done : ExitCodes.Refused;
    }
}
