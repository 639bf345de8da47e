using Workbench.Protocol.SessionLink;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Kernels;

/// <summary>A kernel as Jupyter clients see it.</summary>
internal sealed record KernelModel(string Id, string Name, DateTimeOffset LastActivity, string ExecutionState, int Connections)
{
    public static KernelModel Of(IKernel kernel, KernelRecorders recorders) => new(
        kernel.Id, kernel.SpecName, kernel.LastActivity, StateOf(kernel.State), recorders.Of(kernel).Connections);

    public static string StateOf(SessionState state) => state switch
    {
        SessionState.Starting => "starting",
        SessionState.Idle => "idle",
        SessionState.Busy => "busy",
        SessionState.Restarting => "restarting",
        _ => "dead",
    };
}
