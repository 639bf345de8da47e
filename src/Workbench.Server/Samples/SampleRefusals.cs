using Workbench.Governance.Decisions;
using Workbench.Server.Edge;

namespace Workbench.Server.Samples;

internal static class SampleRefusals
{
    public static readonly Refusal Unknown = new(
        ServerRefusals.SampleUnknown, "There is no such sample, or it was withdrawn.", NextStep: "Load the gallery again; a copy that you opened earlier is still in your workspace.");
}
