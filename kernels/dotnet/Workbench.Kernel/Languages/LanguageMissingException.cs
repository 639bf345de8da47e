using Workbench.Kernel.Cells;

namespace Workbench.Kernel.Languages;

/// <summary>The language of a cell cannot run on this machine; the message says what to install.</summary>
internal sealed class LanguageMissingException(string reason) : Exception(reason), IPlainFailure;
