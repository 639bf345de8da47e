using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.SessionLink;
using Workbench.Supervisor.Kernels;

namespace Workbench.Notebooks.Tests.Supervisor;

public sealed class KernelEndsTests
{
    [Theory]
    [InlineData(0, null, "", false, KernelEndReason.Exited)]
    [InlineData(3, null, "", true, KernelEndReason.Exited)]
    [InlineData(137, null, "", false, KernelEndReason.Killed)]
    [InlineData(137, null, "", true, KernelEndReason.ProbablyOutOfMemory)]
    [InlineData(null, 9, "", true, KernelEndReason.ProbablyOutOfMemory)]
    [InlineData(null, 11, "", true, KernelEndReason.Killed)]
    [InlineData(134, null, "Out of memory.", false, KernelEndReason.ProbablyOutOfMemory)]
    [InlineData(134, null, "assertion", false, KernelEndReason.Killed)]
    [InlineData(1, null, "MemoryError", false, KernelEndReason.ProbablyOutOfMemory)]
    public void End_of_a_process_has_a_reason(int? exitCode, int? signal, string output, bool machineKilled, KernelEndReason reason) =>
        Assert.Equal(reason, KernelEnds.Describe(new ProcessEnd(exitCode, signal), output, machineKilled).Reason);
}
