using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages.Children;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <summary>A language whose cells the tool runs. A cell goes to it as it was written: the tool knows its own magics.</summary>
internal sealed partial class ToolLanguage(LanguageInfo info, ToolSession session) : ILanguage, IInterruptible
{
    /// <summary>The tool says at once that it cancelled; one that has takes another cell at once.</summary>
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(2);

    /// <summary>How long it may take to say so.</summary>
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(3);

    private volatile bool isStuck;
    private long cancelledAt;

    public LanguageInfo Info => info;

    public CellEnd Run(string code, string name, RunningCell running)
    {
        try
        {
            if (isStuck && !TakesCells())
            {
                return new CellEnd.Reported(Stuck);
            }

            isStuck = false;

            // Where it does not stop, this language says so itself.
            running.IsWarned = true;
            Volatile.Write(ref cancelledAt, 0);
            var outputs = new ToolOutputs(running);
            var end = session.Ask(
                "SubmitCode",
                writer =>
                {
                    writer.WriteString("code"u8, code);
                    writer.WriteString("targetKernelName"u8, info.Name);
                },
                outputs.Take,
                IsCancelledForLong);
            if (end is null || (running.IsInterruptRequested && end.Type == "CommandFailed"))
            {
                isStuck = end is null || !TakesCells();
                return new CellEnd.Reported(isStuck ? Stuck : CellError.Interrupted);
            }

            if (end.Type == "CommandFailed")
            {
                return new CellEnd.Reported(outputs.ErrorOf(end));
            }

            outputs.SayWhatIsLeft();
            return new CellEnd.Ok(null, HasValue: false);
        }
        catch (ChildDiedException error)
        {
            isStuck = false;
            return new CellEnd.Reported(new CellError("KernelDied", error.Message.Split('\n')[0], error.Message.Split('\n')));
        }
    }

    public void Interrupt()
    {
        Interlocked.CompareExchange(ref cancelledAt, Environment.TickCount64, 0);
        session.Cancel();
    }

    private static CellError Stuck { get; } = new(
        "KeyboardInterrupt",
        "dotnet-interactive says that it cancelled the cell, but the cell's code still runs and no other cell can.",
        [
            "dotnet-interactive says that it cancelled the cell, but the cell's code still runs and no other cell can.",
            "It cannot stop code that does not await anything. Restart the kernel; its variables are lost then.",
        ]);

    private bool IsCancelledForLong() => Volatile.Read(ref cancelledAt) is var at and not 0 && Environment.TickCount64 - at > CancelLimit.TotalMilliseconds;

    // A comment does nothing, but the tool takes it only after what runs has ended.
    private bool TakesCells()
    {
        var comment = info.Name is "csharp" or "fsharp" ? "// interrupted" : info.Name == "pwsh" ? "# interrupted" : null;
        return comment is null || session.Ask(
            "SubmitCode",
            writer =>
            {
                writer.WriteString("code"u8, comment);
                writer.WriteString("targetKernelName"u8, info.Name);
            },
            static (_, _) => { },
            ToolSession.After(ProbeLimit)) is { Type: "CommandSucceeded" };
    }
}
