using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;

namespace Workbench.Governance.Storage;

/// <summary>
/// The one way to change governed state. A use case decides; the store commits the change and its audit event in one
/// transaction, or neither. Writers of all processes take turns, because each event needs the hash of the one before:
/// on SQLite by <c>BEGIN IMMEDIATE</c>, on PostgreSQL by an advisory lock of the transaction.
/// </summary>
public sealed class GovernanceStore(IDbContextFactory<GovernanceContext> contexts, TimeProvider clock) : IDisposable
{
    // Any constant does, as long as nothing else in the database uses it.
    private const long AdvisoryLock = 0x57_42_41_55_44_49_54;

    // Within a process a queue is fairer and cheaper than SQLite's polling.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public TimeProvider Clock { get; } = clock;

    public static GovernanceStore Open(GovernanceOptions options, TimeProvider clock) =>
        new(new GovernanceDatabase(options), clock);

    /// <summary>A context for reading. The caller disposes it.</summary>
    public GovernanceContext Read()
    {
        var context = contexts.CreateDbContext();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return context;
    }

    /// <summary>
    /// Runs <paramref name="decide"/> in a transaction with the state as it is at that moment. Allowed: its changes and
    /// the audit event are committed together. Refused: only the audit event is, and no change. When the audit cannot
    /// be written this throws, and nothing has happened.
    /// </summary>
    public async Task<Outcome<T>> CommitAsync<T>(
        Func<GovernanceContext, CancellationToken, Task<Decision<T>>> decide, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var context = contexts.CreateDbContext();
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            if (context.Database.IsNpgsql())
            {
                await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLock})", cancellation);
            }

            var decision = await decide(context, cancellation);
            if (!decision.Outcome.Allowed)
            {
                context.ChangeTracker.Clear();
            }

            await AppendAsync(context, decision.Audit, decision.Outcome.Refusal?.Code ?? AuditEvent.Done, cancellation);
            await context.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return decision.Outcome;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Records something that changes no governed state, for instance that a session started.</summary>
    public Task RecordAsync(AuditDraft draft, CancellationToken cancellation = default) =>
        CommitAsync((_, _) => Task.FromResult(new Decision<bool>(true, draft)), cancellation);

    public void Dispose() => _turn.Dispose();

    private async Task AppendAsync(
        GovernanceContext context, AuditDraft draft, string outcome, CancellationToken cancellation)
    {
        var head = await context.AuditHeads.SingleOrDefaultAsync(cancellation);
        var next = AuditChain.Next(head, draft, outcome, Clock.GetUtcNow());
        context.AuditEvents.Add(next);
        if (head is null)
        {
            context.AuditHeads.Add(new AuditHead { Sequence = next.Sequence, Hash = next.Hash });
        }
        else
        {
            head.Sequence = next.Sequence;
            head.Hash = next.Hash;
        }
    }
}
