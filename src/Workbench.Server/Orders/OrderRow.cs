using Workbench.Governance.Orders;

namespace Workbench.Server.Orders;

/// <summary>An order as pages show it.</summary>
/// <param name="Source">Name of the source in the raw store; the server cannot look whether it exists.</param>
/// <param name="Purpose">What the pseudonyms are for; it chooses the project's key.</param>
/// <param name="Cause">What had a version built again without somebody asking for it; null for an order of a person.</param>
/// <param name="Reason">Why it failed or was declined; names file, row and column but no value.</param>
/// <param name="Step">What the build does now, in plain words.</param>
/// <param name="Done">Of <paramref name="Total"/>, in the step's own unit.</param>
/// <param name="Notice">What keeps an approved order from being built, or null.</param>
public sealed record OrderRow(
    OrderId Id, string Source, string Cohort, string Project, string Purpose, string? Cause, string RequestedBy, DateTimeOffset RequestedAt, OrderState State,
    string? DecidedBy, DateTimeOffset? DecidedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Reason,
    string? Step, long Done, long Total, string? Notice)
{
    internal static OrderRow Of(Order order, string? notice = null) => new(
        order.Id, order.Source, order.Cohort!.Name, order.Project!.Name, order.Purpose, order.Cause, order.RequestedBy, order.RequestedAt, order.State,
        order.DecidedBy, order.DecidedAt, order.StartedAt, order.EndedAt, order.Reason, order.Step, order.Done, order.Total,
        order.State == OrderState.Approved ? notice : null);
}
