using Workbench.Protocol.Jupyter;

namespace Workbench.Protocol.SessionLink;

/// <summary>
/// One numbered entry of a session's journal: a message of the kernel (or of the supervisor in its name, when the kernel
/// died or restarts), or an honest gap where the bounded journal dropped older entries.
/// </summary>
/// <param name="Sequence">Number from 1; never repeated in a session, not even after a kernel restart. For a gap: the last number that is lost.</param>
/// <param name="At">When the supervisor wrote it (UTC, milliseconds).</param>
/// <param name="Channel">Channel it came in on; for a gap, iopub.</param>
/// <param name="Message">The message; null for a gap.</param>
/// <param name="LostFrom">For a gap: the first number that is lost; otherwise 0.</param>
public sealed record JournalEntry(long Sequence, DateTimeOffset At, JupyterChannel Channel, JupyterMessage? Message, long LostFrom = 0)
{
    /// <summary>True when this entry stands for entries that are no longer kept.</summary>
    public bool IsGap => Message is null;

    public static JournalEntry Gap(long from, long to, DateTimeOffset at) => new(to, at, JupyterChannel.IoPub, null, from);
}
