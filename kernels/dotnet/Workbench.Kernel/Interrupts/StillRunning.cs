namespace Workbench.Kernel.Interrupts;

/// <summary>What a cell says that was asked to stop and goes on: why, and what its user can do. Never that it was cancelled.</summary>
internal static class StillRunning
{
    private const string Restart = "or restart the kernel and run the cells above again.]";

    public static string Notice(RunningCell cell) => cell.Stops is null
        ? "[Still running: this code holds no place at which it can be stopped safely. It stops at its next loop or call in the cell. "
            + "Interrupt once more to stop it by force, which keeps what earlier cells made but in rare cases ends the kernel; " + Restart
        : $"[Still running: {cell.Run?.Language ?? "the language"} was told to stop and works on for the moment. It stops where it next looks. "
            + "Interrupt once more to tell it again; " + Restart;
}
