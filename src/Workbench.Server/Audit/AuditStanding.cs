using Workbench.Governance.Audit;
using Workbench.Governance.Storage;

namespace Workbench.Server.Audit;

/// <summary>
/// What the last walk along the audit chain found. A walk reads every event, so pages share one, at most half a minute old;
/// "verified to event N" stays true for as long as it is shown, because it names N.
/// </summary>
internal sealed class AuditStanding(GovernanceStore store, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim turn = new(1, 1);
    private (DateTimeOffset At, AuditVerdict Verdict)? last;

    public async Task<AuditVerdict> VerdictAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (last is { } known && clock.GetUtcNow() - known.At < Fresh)
            {
                return known.Verdict;
            }

            await using var governance = store.Read();
            var verdict = await AuditVerifier.VerifyAsync(governance, anchor: null, cancel);
            last = (clock.GetUtcNow(), verdict);
            return verdict;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
