using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Governance.Orders;

/// <summary>
/// Who may: order by a data provider, steward or admin; decision by a steward who did not ask; building by the process
/// that builds. The installer may ask and approve, so that a fresh installation has its first snapshots.
/// </summary>
public static class OrderPermissions
{
    /// <returns>Null when allowed.</returns>
    public static Refusal? MayRequest(Actor actor) =>
        actor == Actor.Installer || actor.Has(Role.DataProvider) || actor.Has(Role.Steward) || actor.Has(Role.Admin)
            ? null
            : Refusals.NotAllowed("Ordering a snapshot", "a data provider, steward or admin");

    /// <returns>Null when allowed.</returns>
    public static Refusal? May(Actor actor, OrderCommand command, Order order) => command switch
    {
        OrderCommand.Approve or OrderCommand.Decline => MayDecide(actor, order),
        OrderCommand.Start or OrderCommand.Complete => actor == Actor.Deidentify
            ? null
            : Refusals.NotAllowed("Building a snapshot", "the de-identification process"),
        OrderCommand.Fail => actor == Actor.Deidentify || actor == Actor.Server
            ? null
            : Refusals.NotAllowed("Ending a build", "the de-identification process"),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    private static Refusal? MayDecide(Actor actor, Order order)
    {
        if (actor == Actor.Installer)
        {
            return null;
        }

        if (!actor.Has(Role.Steward))
        {
            return Refusals.NotAllowed("Deciding on an order", "a steward");
        }

        return order.RequestedBy == actor.Name
            ? new Refusal(RefusalCodes.OwnMatter, "Nobody decides on an own order.", NextStep: "Ask another steward.")
            : null;
    }
}
