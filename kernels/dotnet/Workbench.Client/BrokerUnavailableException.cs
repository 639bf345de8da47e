namespace Workbench.Client;

/// <summary>No answer came from a broker: the notebook does not run in a workbench, or the workbench is restarting.</summary>
public sealed class BrokerUnavailableException(string message, Exception? inner = null) : Exception(message, inner), IExplainedFailure
{
    internal static BrokerUnavailableException NotInAWorkbench() => new(
        "No cohort can be opened here: this kernel does not run inside a workbench (WORKBENCH_BROKER is not set).\n"
        + "What to do: open this notebook in Workbench in the browser. Everything that needs no cohort works here too.");

    internal static BrokerUnavailableException Silent(Exception inner) => new(
        "The workbench's broker does not answer, so no cohort can be read just now. Your variables are kept.\n"
        + "What to do: wait a moment and run the cell again; the server may be restarting.", inner);

    internal static BrokerUnavailableException Broken(string asked, Exception inner) => new(
        $"The connection broke while {asked} came in; nothing of it was loaded. Your variables are kept.\n"
        + "What to do: run the cell again.", inner);

    internal static BrokerUnavailableException Failed(string asked, int status) => new(
        $"The workbench's broker could not serve {asked} (status {status}).\n"
        + "What to do: run the cell again; if it happens again, tell the people who run this workbench.");
}
