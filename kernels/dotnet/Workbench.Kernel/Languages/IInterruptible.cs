namespace Workbench.Kernel.Languages;

/// <summary>A language whose code is stopped by other means than the cell's checkpoints and threads: a child process, a database.</summary>
internal interface IInterruptible
{
    /// <summary>Asks the running code to stop; called on another thread than the cell's, perhaps more than once. Returns at once.</summary>
    void Interrupt();
}
