using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Audit;

/// <summary>A point of the chain that somebody noted down elsewhere: nothing up to there can be changed unseen, even by who rewrites the whole chain.</summary>
public sealed record AuditAnchor(long Sequence, string Hash);

/// <summary>The first thing that is wrong.</summary>
/// <param name="Sequence">The event at which it shows.</param>
/// <param name="What">One sentence, no data values.</param>
public sealed record AuditFault(long Sequence, string What);

/// <param name="VerifiedTo">Everything up to this event is as it was written; 0: nothing is.</param>
/// <param name="Total">Events that are there.</param>
/// <param name="Fault">Null when all is well.</param>
/// <param name="End">The end of the verified part, to note down as an anchor; null when nothing was verified.</param>
public sealed record AuditVerdict(long VerifiedTo, long Total, AuditFault? Fault, AuditAnchor? End)
{
    public bool Valid => Fault is null;
}

/// <summary>
/// Walks the chain from the first event. Finds events that were changed, removed, inserted or reordered, and, by the
/// head record, events cut off the end.
/// </summary>
public static class AuditVerifier
{
    public static async Task<AuditVerdict> VerifyAsync(
        GovernanceContext context, AuditAnchor? anchor = null, CancellationToken cancellation = default)
    {
        // One snapshot for chain and head, so that an event written meanwhile is in both or in neither.
        await using var transaction = await BeginReadAsync(context, cancellation);
        var total = await context.AuditEvents.LongCountAsync(cancellation);
        var head = await context.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellation);
        long verified = 0;
        var hash = AuditChain.Origin;
        AuditFault? fault = null;
        await foreach (var one in context.AuditEvents.AsNoTracking().OrderBy(one => one.Sequence)
            .AsAsyncEnumerable().WithCancellation(cancellation))
        {
            fault = FaultOf(one, verified, hash, anchor);
            if (fault is not null)
            {
                break;
            }

            (verified, hash) = (one.Sequence, one.Hash);
        }

        fault ??= FaultOfEnd(verified, hash, head, anchor);
        return new AuditVerdict(verified, total, fault, verified == 0 ? null : new AuditAnchor(verified, hash));
    }

    // On SQLite a deferred transaction reads one state of the file without keeping writers out.
    private static async Task<IDbContextTransaction> BeginReadAsync(GovernanceContext context, CancellationToken cancellation)
    {
        if (context.Database.GetDbConnection() is not SqliteConnection sqlite)
        {
            return await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        }

        await context.Database.OpenConnectionAsync(cancellation);
        return (await context.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), cancellation))!;
    }

    private static AuditFault? FaultOf(AuditEvent one, long verified, string hash, AuditAnchor? anchor)
    {
        var expected = verified + 1;
        if (one.Sequence != expected)
        {
            return one.Sequence < expected
                ? new(one.Sequence, $"Event {one.Sequence} was inserted before the first.")
                : new(expected, expected == one.Sequence - 1
                    ? $"Event {expected} was removed."
                    : $"Events {expected} to {one.Sequence - 1} were removed.");
        }

        if (AuditChain.HashOf(one) != one.Hash)
        {
            return new(one.Sequence, $"Event {one.Sequence} was changed: its content does not have the hash that is recorded with it.");
        }

        if (one.PreviousHash != hash)
        {
            return new(one.Sequence, $"Event {one.Sequence} does not follow the event before it: one of them was replaced, inserted or moved.");
        }

        return anchor is not null && anchor.Sequence == one.Sequence && anchor.Hash != one.Hash
            ? new(one.Sequence, $"Event {one.Sequence} is not the one that was noted down: the chain was written anew.")
            : null;
    }

    private static AuditFault? FaultOfEnd(long verified, string hash, AuditHead? head, AuditAnchor? anchor)
    {
        if (head is null)
        {
            return verified == 0 ? AnchorBeyond(verified, anchor) : new(verified, "The record of the chain's end was removed.");
        }

        if (head.Sequence > verified)
        {
            return new(verified + 1, $"Events {verified + 1} to {head.Sequence} were cut off the end.");
        }

        return head.Sequence < verified || head.Hash != hash
            ? new(Math.Min(head.Sequence, verified) + 1, $"The record of the chain's end says {head.Sequence}: events after it were added by hand, or the record was changed.")
            : AnchorBeyond(verified, anchor);
    }

    private static AuditFault? AnchorBeyond(long verified, AuditAnchor? anchor) =>
        anchor is not null && anchor.Sequence > verified
            ? new(verified + 1, $"Event {anchor.Sequence} was noted down but is not there: the end was cut off.")
            : null;
}
