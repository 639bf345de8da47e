using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Workbench.Kernel.Api;
using Workbench.Kernel.Api.Routing;
using Workbench.Kernel.Output;

namespace Microsoft.DotNet.Interactive;

/// <content>Where the running code stands among the languages.</content>
public sealed partial class KernelInvocationContext
{
    /// <summary>The language of the running code.</summary>
    public Kernel HandlingKernel => Kernel.Current;

    /// <summary>What the running code was submitted as.</summary>
    public KernelCommand Command => new SubmitCode(cell.Run?.Code ?? "", Kernel.Current.Name);

    /// <summary>Shows what an event says was shown; events of other kinds are kept for whoever sent the command that is being carried out.</summary>
    public void Publish(KernelEvent kernelEvent)
    {
        ArgumentNullException.ThrowIfNull(kernelEvent);
        var output = cell.Output;
        switch (kernelEvent)
        {
            case ReturnValueProduced result:
                output.Result(BundleOf(result), output.ExecutionCount, result.Value);
                break;
            case DisplayedValueProduced display:
                output.Display(BundleOf(display), display.Value, display.ValueId);
                break;
            case DisplayedValueUpdated update:
                output.Update(update.ValueId!, BundleOf(update), update.Value);
                break;
            case StandardOutputValueProduced print:
                output.Print("stdout", TextOf(print));
                break;
            case StandardErrorValueProduced or ErrorProduced:
                output.Print("stderr", TextOf((DisplayEvent)kernelEvent));
                break;
            default:
                (output.Observer as EventRecorder)?.Add(kernelEvent);
                break;
        }
    }

    private static MimeBundle BundleOf(DisplayEvent shown) =>
        shown.FormattedValues.Count > 0 ? FormattedValues.Bundle(shown.FormattedValues) : ValueFormatting.Format(shown.Value);

    private static string TextOf(DisplayEvent shown) =>
        shown.FormattedValues.FirstOrDefault(static one => one.MimeType == "text/plain")?.Value ?? shown.Value?.ToString() ?? "";
}
