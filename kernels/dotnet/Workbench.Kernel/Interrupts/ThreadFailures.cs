using System.Runtime.ExceptionServices;
using Workbench.Kernel.Cells;

namespace Workbench.Kernel.Interrupts;

/// <summary>
/// Keeps an exception that nobody caught on a thread of a cell's own from ending the process and all state with it: the thread
/// ends, and the cell's output says why. An interrupt that stopped such a thread needs no words.
/// </summary>
internal static class ThreadFailures
{
    private static int listening;

    public static void Listen()
    {
        if (Interlocked.Exchange(ref listening, 1) == 0)
        {
            ExceptionHandling.SetUnhandledExceptionHandler(IsDealtWith);
        }
    }

    private static bool IsDealtWith(Exception error)
    {
        if (RunningCell.Current is not { } cell)
        {
            // The kernel's own threads must not fail unseen.
            return false;
        }

        if (!(cell.IsInterruptRequested && error is OperationCanceledException or ThreadInterruptedException))
        {
            cell.Output.Print("stderr", "A thread of this cell ended:\n" + string.Join('\n', CellErrors.Of(error).Traceback) + "\n");
        }

        return true;
    }
}
