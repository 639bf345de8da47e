using Workbench.Protocol.Jupyter;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>
/// How much output of one execution goes to one page. A cell that prints without end would fill the page's memory; behind
/// the allowance its output is left out and the page is told so once. Status messages always pass.
/// </summary>
internal sealed class OutputAllowance(long limitBytes)
{
    private string? execution;
    private long sent;

    public enum Verdict
    {
        Send,

        /// <summary>Leave it out, and say so now.</summary>
        SayCut,

        /// <summary>Leave it out; it was said before.</summary>
        LeaveOut,
    }

    public Verdict Judge(JupyterChannel channel, JupyterMessage message)
    {
        if (channel != JupyterChannel.IoPub || message.MsgType is "status" or "execute_input" or "clear_output" || message.ParentHeader?.MsgId is not { } parent)
        {
            return Verdict.Send;
        }

        if (parent != execution)
        {
            (execution, sent) = (parent, 0);
        }

        var before = sent;
        sent += message.ContentJson.Length + message.Buffers.Sum(buffer => (long)buffer.Length);
        return sent <= limitBytes ? Verdict.Send : before <= limitBytes ? Verdict.SayCut : Verdict.LeaveOut;
    }
}
