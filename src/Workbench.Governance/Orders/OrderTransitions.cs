using Workbench.Governance.Decisions;
using static Workbench.Governance.Orders.OrderCommand;
using static Workbench.Governance.Orders.OrderState;

namespace Workbench.Governance.Orders;

/// <summary>When may: the life of an order. A failed one can be approved again.</summary>
public static class OrderTransitions
{
    public static readonly TransitionTable<OrderState, OrderCommand> Table = new(
        "order",
        new(Requested, Approve, Approved),
        new(Requested, Decline, Declined),
        new(Approved, Start, Building),
        new(Approved, Fail, Failed),
        new(Building, Complete, Built),
        new(Building, Fail, Failed),
        new(Failed, Approve, Approved));
}
