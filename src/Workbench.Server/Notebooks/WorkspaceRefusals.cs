using Workbench.Governance.Decisions;
using Workbench.Notebooks.Contents;
using Workbench.Server.Edge;

namespace Workbench.Server.Notebooks;

/// <summary>A workspace's "no" as a refusal of this API.</summary>
internal static class WorkspaceRefusals
{
    public static Refusal Of(ContentsRefusal refusal) => refusal.Code switch
    {
        ContentsRefusal.NotFound => new(ServerRefusals.NotebookUnknown, refusal.Message, NextStep: "Check the path."),
        ContentsRefusal.StorageFull => new(ServerRefusals.StorageFull, refusal.Message, NextStep: "Delete what you no longer need, or ask an admin."),
        _ => new(RefusalCodes.Invalid, refusal.Message, NextStep: "Choose another notebook or name."),
    };
}
