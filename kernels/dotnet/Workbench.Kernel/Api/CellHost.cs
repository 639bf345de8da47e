using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Api;

/// <summary>How the static functions that cells call find the cell that calls them. One process serves one notebook.</summary>
internal static class CellHost
{
    private static Func<RunningCell?> current = static () => null;

    public static RunningCell? Running => current();

    public static RunningCell Cell => current() ?? throw new InvalidOperationException("No cell is running.");

    /// <summary>The way of the running cell through its languages.</summary>
    public static CellRun Run => Cell.Run ?? throw new InvalidOperationException("No cell is running.");

    public static void Set(Func<RunningCell?> find) => current = find;
}
