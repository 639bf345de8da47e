namespace Workbench.Kernel.Cells;

/// <summary>A failure whose message is all there is to say: no stack trace, no other form.</summary>
internal interface IPlainFailure
{
    string Message { get; }
}
