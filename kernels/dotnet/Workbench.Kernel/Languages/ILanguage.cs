using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Languages;

/// <summary>
/// A language in which cells, or parts of cells, are written. What more it can do it says by implementing
/// <see cref="IValueHolder"/>, <see cref="IInterruptible"/> and the editor's interfaces.
/// </summary>
internal interface ILanguage
{
    LanguageInfo Info { get; }

    /// <summary>
    /// Runs code to its end on the calling thread; what it prints and displays goes to the cell's output as it comes.
    /// The language starts what it needs (a compiler, a child kernel) at the first call.
    /// </summary>
    /// <param name="code">Code of this language alone: magics have been taken out.</param>
    /// <param name="name">How stack traces shall call it, such as <c>cell 3</c>.</param>
    /// <param name="running">The cell as the interrupter knows it.</param>
    CellEnd Run(string code, string name, RunningCell running);
}
