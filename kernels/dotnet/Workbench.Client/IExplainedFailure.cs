namespace Workbench.Client;

/// <summary>
/// A failure whose message tells its reader everything: what was asked, why it did not work, what to do. The kernel
/// shows it without a stack trace.
/// </summary>
public interface IExplainedFailure
{
    /// <summary>Plain words, a few lines; no value out of the data.</summary>
    string Message { get; }
}
