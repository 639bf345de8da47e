using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Languages;

/// <summary>A language that can evaluate an expression without leaving anything behind, for a request's <c>user_expressions</c>.</summary>
internal interface IEvaluates
{
    CellEnd Evaluate(string expression, RunningCell running);
}
