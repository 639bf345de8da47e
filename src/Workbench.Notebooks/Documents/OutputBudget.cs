using Workbench.Protocol.Jupyter;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// How much output of one execution is shown on pages and kept for the notebook. Both judge by this, message for message, so that a page
/// never shows what the notebook will not have. Once an output has no room, everything behind it is left out, up to the next clearing.
/// </summary>
/// <param name="limitBytes">Sum of the contents of its output messages, in bytes.</param>
public sealed class OutputBudget(long limitBytes)
{
    private bool _clearAtNext;

    /// <summary>What becomes of an output.</summary>
    public enum Verdict
    {
        Keep,

        /// <summary>Leave it out, and say so now.</summary>
        Cut,

        /// <summary>Leave it out; it was said before.</summary>
        LeaveOut,
    }

    /// <summary>Contents kept so far, in bytes.</summary>
    public long Used { get; private set; }

    /// <summary>True after something was left out.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The line on the error stream that stands where output was left out.</summary>
    public static string NoticeOf(long limitBytes) => $"\n[The output of this cell is longer than {limitBytes >> 20} MiB. What follows is neither shown nor kept.]\n";

    /// <param name="message">A message of the IOPub channel that belongs to this execution.</param>
    public Verdict Judge(JupyterMessage message)
    {
        switch (message.MsgType)
        {
            case "clear_output":
                using (var content = message.ParseContent())
                {
                    _clearAtNext = MessageContent.IsWaiting(content.RootElement);
                }

                if (!_clearAtNext)
                {
                    Clear();
                }

                return Verdict.Keep;
            case "stream" or "display_data" or "execute_result" or "error":
                return Take(SizeOf(message));
            case "update_display_data":
                // It takes the place of what was there, however often it comes.
                return SizeOf(message) <= limitBytes ? Verdict.Keep : Verdict.LeaveOut;
            default:
                return Verdict.Keep;
        }
    }

    private static long SizeOf(JupyterMessage message) => message.ContentJson.Length + message.Buffers.Sum(buffer => (long)buffer.Length);

    private Verdict Take(long size)
    {
        if (_clearAtNext)
        {
            Clear();
        }

        if (IsCut)
        {
            return Verdict.LeaveOut;
        }

        if (Used + size > limitBytes)
        {
            IsCut = true;
            return Verdict.Cut;
        }

        Used += size;
        return Verdict.Keep;
    }

    private void Clear() => (Used, IsCut, _clearAtNext) = (0, false, false);
}
