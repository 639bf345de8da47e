using Workbench.Notebooks.Documents;
using Workbench.Protocol.Jupyter;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>
/// What of the executions' output goes to one page: as much as is kept for the notebook. A cell that prints without end would fill the
/// page's memory; behind its budget output is left out and the page is told so once. Status messages always pass.
/// </summary>
internal sealed class OutputAllowance(long limitBytes)
{
    /// <summary>Executions that may put something out in turns: threads that earlier cells left behind.</summary>
    private const int Remembered = 32;

    private readonly OrderedDictionary<string, OutputBudget> budgets = new(StringComparer.Ordinal);

    public OutputBudget.Verdict Judge(JupyterChannel channel, JupyterMessage message)
    {
        if (channel != JupyterChannel.IoPub || message.MsgType == "status" || message.ParentHeader?.MsgId is not { } execution)
        {
            return OutputBudget.Verdict.Keep;
        }

        if (!budgets.TryGetValue(execution, out var budget))
        {
            budgets[execution] = budget = new OutputBudget(limitBytes);
            if (budgets.Count > Remembered)
            {
                budgets.RemoveAt(0);
            }
        }

        return budget.Judge(message);
    }
}
