using System.ComponentModel;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Jupyter;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Interrupts;

/// <summary>
/// One cell while its code runs. It flows with the execution context, so that every thread that works for the cell, also one
/// of the pool behind an await or Task.Run, is known and can be woken.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RunningCell
{
    private static readonly AsyncLocal<RunningCell?> Flowing = new(OnThreadChange);

    private readonly Lock gate = new();
    private readonly HashSet<Thread> threads = [];
    private readonly CancellationTokenSource cancellation = new();
    private readonly CancellationTokenSource force = new();
    private volatile bool isInterruptRequested;
    private volatile bool isWarned;
    private volatile bool isInOwnCode;

    internal RunningCell(CellOutput output, InputRequests.Asker? input)
    {
        Output = output;
        Input = input;
    }

    internal CellOutput Output { get; }

    /// <summary>How the cell asks its user for a line; null where the client takes no questions.</summary>
    internal InputRequests.Asker? Input { get; }

    /// <summary>Its way through the languages; null before it starts.</summary>
    internal CellRun? Run { get; set; }

    /// <summary>The language at work when it is stopped by means of its own; null when it is not.</summary>
    internal IInterruptible? Stops { get; set; }

    /// <summary>The cell for which the calling thread works; null for the kernel's own threads.</summary>
    internal static RunningCell? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>True from the moment at which the user asked to stop.</summary>
    internal bool IsInterruptRequested => isInterruptRequested;

    /// <summary>Set when the cell awaits something that nothing on this machine works at, and the user wants to go on.</summary>
    internal TaskCompletionSource Abandoned { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>For cell code that wants to stop of its own accord.</summary>
    internal CancellationToken CancellationToken => cancellation.Token;

    /// <summary>Cancelled when the user asked twice: the thread that runs the cell's own code is then made to leave it wherever it is.</summary>
    internal CancellationToken ForceToken => force.Token;

    /// <summary>The user was told that the cell does not stop by itself.</summary>
    internal bool IsWarned { get => isWarned; set => isWarned = value; }

    /// <summary>The thread that runs cells is in the cell's code, and not waiting for what that awaits.</summary>
    internal bool IsInOwnCode { get => isInOwnCode; set => isInOwnCode = value; }

    internal bool IsForced => force.IsCancellationRequested;

    internal void Force() => force.Cancel();

    internal void RequestInterrupt()
    {
        isInterruptRequested = true;

        // Callbacks that the cell registered run on a thread of their own: one that blocks must not hold the control channel.
        new Thread(() =>
        {
            Cancel();
            Stops?.Interrupt();
        }) { IsBackground = true, Name = "interrupt callbacks" }.Start();
    }

    /// <summary>Stops the language at work by its own means once more.</summary>
    internal void StopLanguage() => new Thread(() => Stops?.Interrupt()) { IsBackground = true, Name = "interrupt callbacks" }.Start();

    /// <summary>Wakes the cell's threads that sleep or wait.</summary>
    /// <returns>How many threads work for the cell.</returns>
    internal int WakeThreads()
    {
        lock (gate)
        {
            foreach (var thread in threads)
            {
                // Only one that waits: a pending interrupt would hit a computing thread at some later, innocent lock.
                if ((thread.ThreadState & ThreadState.WaitSleepJoin) != 0)
                {
                    thread.Interrupt();
                }
            }

            return threads.Count;
        }
    }

    /// <summary>Forgets a wake-up that came after the thread's wait had ended.</summary>
    internal static void ClearPendingWake()
    {
        try
        {
            Thread.Sleep(0);
        }
        catch (ThreadInterruptedException)
        {
            // This is what was to be cleared.
        }
    }

    private static void OnThreadChange(AsyncLocalValueChangedArgs<RunningCell?> change)
    {
        change.PreviousValue?.Leave(Thread.CurrentThread);
        change.CurrentValue?.Enter(Thread.CurrentThread);
    }

    private void Enter(Thread thread) => Uninterrupted(() => threads.Add(thread));

    private void Leave(Thread thread)
    {
        Uninterrupted(() => threads.Remove(thread));
        if (isInterruptRequested)
        {
            ClearPendingWake();
        }
    }

    // An exception here would end the process: the runtime allows none while it switches contexts.
    private void Uninterrupted(Action action)
    {
        while (true)
        {
            try
            {
                lock (gate)
                {
                    action();
                    return;
                }
            }
            catch (ThreadInterruptedException)
            {
                // Try again; whoever woke the thread does so again while it waits.
            }
        }
    }

    private void Cancel()
    {
        try
        {
            cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // The cell's own callbacks failed; the cell is being stopped anyway.
        }
    }
}
