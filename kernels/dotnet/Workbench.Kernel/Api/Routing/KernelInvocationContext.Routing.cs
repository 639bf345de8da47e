using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

/// <content>Where the running code stands among the languages.</content>
public sealed partial class KernelInvocationContext
{
    /// <summary>The language of the running code.</summary>
    public Kernel HandlingKernel => Kernel.Current;

    /// <summary>What the running code was submitted as.</summary>
    public KernelCommand Command => new SubmitCode(cell.Run?.Code ?? "", Kernel.Current.Name);
}
