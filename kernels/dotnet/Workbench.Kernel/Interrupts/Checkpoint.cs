using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Workbench.Kernel.Interrupts;

/// <summary>
/// Where cell code can be stopped: <see cref="CSharp.CheckpointWeaver"/> puts a call at the start of every loop body,
/// method and lambda of a cell. A call costs about a nanosecond.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Checkpoint
{
    private static volatile bool raised;

    /// <summary>At a loop's back edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Loop()
    {
        if (raised)
        {
            StopIfInterrupted();
        }
    }

    /// <summary>At the start of a method or lambda; also turns endless recursion into an exception before it kills the process.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Loop();
    }

    /// <summary>
    /// After an await: the rest of a cell that was interrupted while it awaited does not run, whenever the awaited thing comes.
    /// </summary>
    public static void Resume() => StopIfInterrupted();

    internal static void Raise() => raised = true;

    internal static void Lower() => raised = false;

    // Work that an earlier cell left running in the background is not what the user asked to stop.
    private static void StopIfInterrupted()
    {
        if (RunningCell.Current is { IsInterruptRequested: true })
        {
            throw new CellInterruptedException();
        }
    }
}
