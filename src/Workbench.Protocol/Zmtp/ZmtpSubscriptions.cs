namespace Workbench.Protocol.Zmtp;

/// <summary>The prefixes of one subscriber, counted: as often as one was added, it has to be removed (RFC 29).</summary>
internal sealed class ZmtpSubscriptions
{
    /// <summary>A hostile subscriber must not fill memory with prefixes.</summary>
    private const int MaxPrefixes = 1024;

    private readonly Lock gate = new();
    private readonly List<ReadOnlyMemory<byte>> prefixes = [];

    public void Add(ReadOnlyMemory<byte> prefix)
    {
        lock (gate)
        {
            if (prefixes.Count == MaxPrefixes)
            {
                throw new ZmtpException($"The peer holds more than {MaxPrefixes} subscriptions.");
            }

            prefixes.Add(prefix);
        }
    }

    public void Remove(ReadOnlyMemory<byte> prefix)
    {
        lock (gate)
        {
            var index = prefixes.FindIndex(held => held.Span.SequenceEqual(prefix.Span));
            if (index >= 0)
            {
                prefixes.RemoveAt(index);
            }
        }
    }

    public bool Match(ReadOnlySpan<byte> topic)
    {
        lock (gate)
        {
            foreach (var prefix in prefixes)
            {
                if (topic.StartsWith(prefix.Span))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
