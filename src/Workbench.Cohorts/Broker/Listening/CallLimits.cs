using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Workbench.Cohorts.Broker.Listening;

/// <summary>Keeps one session from taking the broker away from the others, and from flooding the audit.</summary>
internal sealed class CallLimits(BrokerOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, (TokenBucketRateLimiter Rate, ConcurrencyLimiter AtOnce)> _sessions = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _recorded = new(StringComparer.Ordinal);

    /// <returns>A lease to dispose when the call is answered; null: too many.</returns>
    public IDisposable? TryEnter(string sessionId)
    {
        var (rate, atOnce) = _sessions.GetOrAdd(sessionId, _ => Make());
        using var token = rate.AttemptAcquire();
        if (!token.IsAcquired)
        {
            return null;
        }

        var lease = atOnce.AttemptAcquire();
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        return null;
    }

    /// <summary>Of many refusals in a row one a second is recorded: the record shall tell of a flood, not be one.</summary>
    public bool RecordsRefusal(string sessionId, DateTimeOffset now)
    {
        var last = _recorded.GetValueOrDefault(sessionId);
        if (now - last < TimeSpan.FromSeconds(1))
        {
            return false;
        }

        _recorded[sessionId] = now;
        return true;
    }

    public void Forget(string sessionId)
    {
        _recorded.TryRemove(sessionId, out _);
        if (_sessions.TryRemove(sessionId, out var limits))
        {
            limits.Rate.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Keys)
        {
            Forget(session);
        }
    }

    private (TokenBucketRateLimiter, ConcurrencyLimiter) Make() => (
        new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.CallsPerSecondPerSession * 5,
            TokensPerPeriod = options.CallsPerSecondPerSession,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }),
        new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.CallsAtOncePerSession, QueueLimit = 0 }));
}
