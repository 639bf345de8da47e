using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Directives.Magics;

/// <summary>What a magic may use.</summary>
/// <param name="Languages">The notebook's languages.</param>
/// <param name="Catalogue">All directives.</param>
/// <param name="Run">The run of the cell in which it stands, for code that it runs itself.</param>
internal sealed record MagicContext(LanguageRegistry Languages, DirectiveCatalogue Catalogue, CellRun Run)
{
    public RunningCell Cell => Run.Cell;

    public CellOutput Output => Run.Cell.Output;
}
