using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Api;

/// <summary>Asks the user of a running cell.</summary>
internal static class Asking
{
    /// <exception cref="NotSupportedException">The client takes no questions.</exception>
    public static string Ask(RunningCell? cell, string prompt, bool isPassword) =>
        cell?.Input is { } ask
            ? ask(prompt, isPassword, cell.CancellationToken)
            : throw new NotSupportedException("Input prompt is not supported: this cell was started by a client that does not take questions.");
}
