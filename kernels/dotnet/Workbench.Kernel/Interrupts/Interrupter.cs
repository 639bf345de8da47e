using System.Diagnostics;

namespace Workbench.Kernel.Interrupts;

/// <summary>
/// Stops the running cell, step by step: checkpoints and the cancellation token at once, then waking threads that sleep or
/// wait, then giving up on an await that nothing works at. It never claims a stop: the cell's own end is what is reported.
/// </summary>
internal sealed class Interrupter
{
    private static readonly TimeSpan WakeInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan WarnAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForceLimit = TimeSpan.FromMilliseconds(700);

    private readonly Lock gate = new();
    private RunningCell? running;

    public Interrupter() => ThreadFailures.Listen();

    public void Begin(RunningCell cell)
    {
        lock (gate)
        {
            running = cell;
        }
    }

    public void End(RunningCell cell)
    {
        lock (gate)
        {
            if (running == cell)
            {
                running = null;
            }
        }

        Checkpoint.Lower();
        StoppableTraining.Resume();
    }

    /// <summary>Asks the running cell to stop; without one nothing happens. Returns at once.</summary>
    /// <param name="warn">Called when the cell still runs after a second, in code that holds no checkpoint.</param>
    public void Interrupt(Action<RunningCell> warn)
    {
        lock (gate)
        {
            if (running is not { } cell)
            {
                return;
            }

            if (cell.IsInterruptRequested)
            {
                // A child that caught the first signal gets another.
                cell.StopLanguage();
                if (cell.IsWarned && !cell.IsForced)
                {
                    new Thread(() => Force(cell)) { IsBackground = true, Name = "force" }.Start();
                }

                return;
            }

            cell.RequestInterrupt();
            Checkpoint.Raise();
            StoppableRegex.Expire();
            StoppableTraining.Stop();
            new Thread(() => Press(cell, warn)) { IsBackground = true, Name = "interrupt" }.Start();
        }
    }

    private void Press(RunningCell cell, Action<RunningCell> warn)
    {
        var clock = Stopwatch.StartNew();
        var idleSince = clock.Elapsed;
        while (true)
        {
            Thread.Sleep(WakeInterval);
            lock (gate)
            {
                if (running != cell)
                {
                    return;
                }
            }

            StoppableRegex.Expire();
            if (cell.WakeThreads() > 0)
            {
                idleSince = clock.Elapsed;
            }
            else if (clock.Elapsed - idleSince > AbandonAfter)
            {
                cell.Abandoned.TrySetResult();
            }

            if (!cell.IsWarned && clock.Elapsed > WarnAfter)
            {
                cell.IsWarned = true;
                warn(cell);
            }
        }
    }

    // The thread leaves its code at any instruction, but not with the output half written: that is held meanwhile.
    private static void Force(RunningCell cell)
    {
        cell.Output.WhileHeld(() => PressForcibly(cell));
        if (cell.IsInOwnCode)
        {
            cell.Output.Notice("[It does not stop by force either, or not yet. Restart the kernel and run the cells above again.]");
        }
    }

    private static void PressForcibly(RunningCell cell)
    {
        var clock = Stopwatch.StartNew();
        new Thread(cell.Force) { IsBackground = true, Name = "force" }.Start();
        while (clock.Elapsed < ForceLimit && cell.IsInOwnCode)
        {
            Thread.Sleep(5);
        }
    }
}
