namespace Workbench.Kernel.Interrupts;

/// <summary>Thrown in the code of a cell that its user asked to stop.</summary>
public sealed class CellInterruptedException() : OperationCanceledException("The cell was interrupted.");
