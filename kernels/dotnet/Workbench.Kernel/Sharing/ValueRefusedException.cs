using Workbench.Kernel.Cells;

namespace Workbench.Kernel.Sharing;

/// <summary>A value is there and cannot leave its language; the message says why.</summary>
internal sealed class ValueRefusedException(string message) : Exception(message), IPlainFailure;
