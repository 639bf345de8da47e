using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;

namespace Workbench.Supervisor.Journals;

/// <summary>
/// Every message of a session's kernel, numbered from 1, on disk before anybody is told of it. Bounded: when it grows past its
/// limit the oldest file goes, and a reader that asks for what was in it gets a gap that says which numbers are lost. Readers
/// keep a number, not a queue, so any number of slow readers costs no memory. Thread-safe.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _turn = new();
    private readonly string _folder;
    private readonly JournalLimits _limits;
    private readonly TimeProvider _time;
    private readonly List<JournalSegment> _segments = [];
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Journal(string folder, JournalLimits limits, TimeProvider time)
    {
        (_folder, _limits, _time) = (folder, limits, time);
        _segments.Add(new JournalSegment(folder, 1));
    }

    /// <summary>Number of the newest entry; 0 when there is none.</summary>
    public long Last
    {
        get
        {
            lock (_turn)
            {
                return _segments[^1].Next - 1;
            }
        }
    }

    /// <summary>Number of the oldest entry that is kept.</summary>
    public long First
    {
        get
        {
            lock (_turn)
            {
                return _segments[0].First;
            }
        }
    }

    /// <summary>Completes when an entry behind <paramref name="after"/> exists.</summary>
    public Task GrownAsync(long after)
    {
        lock (_turn)
        {
            return _segments[^1].Next - 1 > after ? Task.CompletedTask : _grown.Task;
        }
    }

    public void Append(JupyterChannel channel, JupyterMessage message)
    {
        TaskCompletionSource grown;
        lock (_turn)
        {
            var entry = JournalEntryFormat.Encode(new JournalEntry(_segments[^1].Next, _time.GetUtcNow(), channel, message));
            MakeRoom(entry.Length);
            AppendOrMark(entry);
            (grown, _grown) = (_grown, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        grown.SetResult();
    }

    /// <summary>The next entry behind <paramref name="after"/>, encoded, with its number; a gap when that one is lost; null when there is none yet.</summary>
    public (long Sequence, byte[] Entry)? Read(long after)
    {
        lock (_turn)
        {
            var wanted = after + 1;
            if (wanted >= _segments[^1].Next)
            {
                return null;
            }

            if (wanted < _segments[0].First)
            {
                return Gap(wanted, _segments[0].First - 1);
            }

            var segment = _segments.Last(s => s.First <= wanted);
            return segment.Read(wanted) is { } entry ? (wanted, entry) : Gap(wanted, wanted);
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _segments.ForEach(segment => segment.Dispose());
        }
    }

    private (long Sequence, byte[] Entry) Gap(long from, long to) =>
        (to, JournalEntryFormat.Encode(JournalEntry.Gap(from, to, _time.GetUtcNow())));

    private void MakeRoom(int bytes)
    {
        if (_segments[^1].Bytes >= _limits.SegmentBytes)
        {
            _segments.Add(new JournalSegment(_folder, _segments[^1].Next));
        }

        while (_segments.Count > 1 && _segments.Sum(s => s.Bytes) + bytes > _limits.TotalBytes)
        {
            DropOldest();
        }
    }

    // A full disk costs old entries first; if even that does not help, the new one is marked as lost, never silently skipped.
    private void AppendOrMark(byte[] entry)
    {
        while (true)
        {
            try
            {
                _segments[^1].Append(entry);
                return;
            }
            catch (IOException) when (_segments.Count > 1)
            {
                DropOldest();
            }
            catch (IOException)
            {
                _segments[^1].AppendMissing();
                return;
            }
        }
    }

    private void DropOldest()
    {
        _segments[0].Delete();
        _segments.RemoveAt(0);
    }
}

/// <summary>How much of a journal is kept.</summary>
/// <param name="TotalBytes">Sum of all files, in bytes.</param>
/// <param name="SegmentBytes">A file that has reached this size is followed by a new one, in bytes.</param>
internal sealed record JournalLimits(long TotalBytes, long SegmentBytes)
{
    /// <summary>256 MiB in files of 8 MiB.</summary>
    public static JournalLimits Default { get; } = new(256L << 20, 8L << 20);
}
