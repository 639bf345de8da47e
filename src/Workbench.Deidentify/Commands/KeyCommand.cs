using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Orders;
using Workbench.Governance.Orders;

namespace Workbench.Deidentify.Commands;

/// <summary><c>key rotate --project P --reason TEXT --by NAME</c>: replaces a project's key and builds its cohorts again.</summary>
internal static class KeyCommand
{
    public static async Task<int> RunAsync(CommandLine line, string data, CancellationToken cancellation)
    {
        if (line.Words is not ["key", "rotate"] || line["project"] is not { } project)
        {
            await Console.Error.WriteLineAsync("Write: key rotate --project NAME --by NAME --reason TEXT [--purpose NAME] [--compromised] [--resume].");
            return ExitCodes.Usage;
        }

        using var governance = GovernanceOfData.Open(data);
        if (governance is null || await GovernanceOfData.PersonAsync(line, governance, cancellation) is not { } actor)
        {
            return ExitCodes.Usage;
        }

        var run = new KeyRotationRun(new RawStore(data), governance, Console.WriteLine);
        var (purpose, isCompromised) = (line["purpose"] ?? Order.DefaultPurpose, line["compromised"] is not null);
        var left = line["resume"] is null
            ? await run.RotateAsync(actor, project, purpose, line["reason"] ?? "", isCompromised, cancellation)
            : await run.FinishAsync(project, purpose, isCompromised, cancellation);
        if (left is null)
        {
            return ExitCodes.Done;
        }

        await Console.Error.WriteLineAsync(left);
        return ExitCodes.Refused;
    }
}
