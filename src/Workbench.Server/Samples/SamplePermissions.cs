using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Server.Identity;

namespace Workbench.Server.Samples;

/// <summary>Who may: publishing is for instructors, updating for the author, withdrawing also for stewards and admins; everybody opens copies.</summary>
internal static class SamplePermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayPublish(Caller caller) => caller.Has(Role.Instructor)
        ? null
        : new Refusal(RefusalCodes.NotAllowed, "Publishing a sample is for instructors.", NextStep: "Ask an admin for the role, or an instructor to publish it.");

    /// <returns>Null when allowed.</returns>
    public static Refusal? MayUpdate(Caller caller, SampleCard sample) => MayPublish(caller)
        ?? (sample.Author == caller.Name ? null : new Refusal(RefusalCodes.NotAllowed, "Only its author updates a sample.", NextStep: "Publish your version as a sample of its own."));

    /// <returns>Null when allowed.</returns>
    public static Refusal? MayWithdraw(Caller caller, SampleCard sample) =>
        sample.Author == caller.Name || caller.Has(Role.Steward) || caller.Has(Role.Admin)
            ? null
            : new Refusal(RefusalCodes.NotAllowed, "Only its author, a steward or an admin withdraws a sample.", NextStep: "Ask one of them.");
}
