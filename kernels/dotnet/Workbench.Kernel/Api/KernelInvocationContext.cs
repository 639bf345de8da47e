using Workbench.Kernel.Api;
using Workbench.Kernel.Interrupts;

namespace Microsoft.DotNet.Interactive;

/// <summary>The running cell, as its code sees it.</summary>
public sealed partial class KernelInvocationContext
{
    private readonly RunningCell cell;

    private KernelInvocationContext(RunningCell cell) => this.cell = cell;

    public static KernelInvocationContext Current => new(CellHost.Cell);

    /// <summary>Cancelled when the user interrupts the cell. Hand it to what awaits or computes for long.</summary>
    public CancellationToken CancellationToken => cell.CancellationToken;

    /// <inheritdoc cref="Kernel.display"/>
    public DisplayedValue Display(object? value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <summary>Shows text that is already of a media type.</summary>
    public DisplayedValue DisplayAs(string value, string mimeType) => value.DisplayAs(mimeType);
}
