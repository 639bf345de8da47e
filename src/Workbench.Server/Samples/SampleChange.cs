using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;

namespace Workbench.Server.Samples;

/// <summary>
/// The shell that all changes of samples share. The audit event and the change are one: the file is written inside the audit's
/// transaction, as its last step before the commit, and the turn of the store keeps two changes from crossing.
/// </summary>
internal static class SampleChange
{
    /// <param name="decide">Refuses, or changes the shelf and returns the sample as it is then.</param>
    public static Task<Outcome<SampleCard>> ExecuteAsync(
        GovernanceStore store, Caller caller, string kind, string subject,
        Func<GovernanceContext, CancellationToken, Task<Outcome<SampleCard>>> decide, CancellationToken cancel) =>
        store.CommitAsync<SampleCard>(
            async (governance, token) =>
            {
                var outcome = await decide(governance, token);
                var draft = new AuditDraft(kind, caller.Actor, outcome.Allowed ? Name(outcome.Value) : subject);
                return new(outcome, outcome.Allowed ? draft with { Details = Facts(outcome.Value) } : draft);
            },
            cancel);

    public static string Name(SampleCard card) => $"sample \"{card.Text.Title}\"";

    public static Dictionary<string, string> Facts(SampleCard card) => new()
    {
        ["id"] = card.Id,
        ["edition"] = card.Edition.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
