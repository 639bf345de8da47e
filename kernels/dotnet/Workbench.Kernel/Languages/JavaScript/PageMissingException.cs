using Workbench.Kernel.Cells;

namespace Workbench.Kernel.Languages.JavaScript;

/// <summary>There is no page in which JavaScript could run.</summary>
internal sealed class PageMissingException() : Exception(
    "JavaScript runs in the notebook page, and none is open on this kernel. Open the notebook in a browser and run the cell there."), IPlainFailure;
