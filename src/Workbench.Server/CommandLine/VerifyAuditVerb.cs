using Workbench.Governance.Audit;
using Workbench.Governance.Storage;

namespace Workbench.Server.CommandLine;

/// <summary>audit verify: walks the whole chain. Exit code 0 when it is as it was written, else 1 and the first fault.</summary>
internal static class VerifyAuditVerb
{
    public static async Task<int> RunAsync(VerifyAuditCommand command)
    {
        await using var scope = Offline.OpenExisting(command.Data);
        var verdict = await AuditVerifier.VerifyAsync(scope.Get<GovernanceContext>());
        if (verdict.Fault is { } fault)
        {
            await Console.Error.WriteLineAsync($"The audit was tampered with. {fault.What} Verified up to event {verdict.VerifiedTo} of {verdict.Total}.");
            return 1;
        }

        await Console.Out.WriteLineAsync($"Verified to event {verdict.VerifiedTo}. Last hash: {verdict.End?.Hash ?? "none"}");
        return 0;
    }
}
