using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>What a test waits for inside the server.</summary>
internal static class HostObservations
{
    public static Task EventuallyConnections(this JupyterHost host, PlayedKernel kernel, int count) =>
        JupyterHost.EventuallyAsync(() => Recorder(host, kernel).Connections == count, $"{count} pages are connected");

    public static Task EventuallyRecorded(this JupyterHost host, PlayedKernel kernel, long sequence) =>
        JupyterHost.EventuallyAsync(() => Recorder(host, kernel).LastSequence >= sequence, $"message {sequence} is in the ledger");

    public static Task EventuallyRead(this JupyterHost host, PlayedKernel kernel, long sequence) =>
        JupyterHost.EventuallyAsync(() => kernel.Read >= sequence, $"message {sequence} was read");

    /// <summary>Number of the last message that was sent to a page.</summary>
    public static long SentTo(this JupyterHost host, PlayedKernel kernel, string page) => Recorder(host, kernel).StartFor(page);

    private static KernelRecorder Recorder(JupyterHost host, PlayedKernel kernel) => host.Service<KernelRecorders>().Of(kernel);
}
