using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Orders;

/// <summary>Asks for a snapshot of a cohort from a source, with the pseudonym key of a project.</summary>
public static class RequestOrder
{
    /// <param name="source">Name of the source in the raw store; whether it exists only the building process can see.</param>
    /// <param name="cohort">Name of the cohort.</param>
    /// <param name="project">Name of the project.</param>
    /// <param name="purpose">What the pseudonyms are for; it chooses the project's key.</param>
    public static Task<Outcome<Order>> ExecuteAsync(
        GovernanceStore store, Actor actor, string source, string cohort, string project,
        string purpose = Order.DefaultPurpose, CancellationToken cancellation = default) =>
        store.CommitAsync<Order>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.OrderRequested, actor, "order")
                {
                    Cohort = cohort,
                    Details = new Dictionary<string, string> { ["source"] = source, ["project"] = project, ["purpose"] = purpose },
                };
                if (OrderPermissions.MayRequest(actor) is { } forbidden)
                {
                    return new(forbidden, draft);
                }

                if (!Slug.IsValid(source))
                {
                    return new(Slug.Refuse("source"), draft);
                }

                if (!Slug.IsValid(purpose))
                {
                    return new(Slug.Refuse("purpose"), draft);
                }

                if (await context.Cohorts.SingleOrDefaultAsync(one => one.Name == cohort, cancel) is not { } ofCohort)
                {
                    return new(Refusals.Unknown(RefusalCodes.CohortUnknown, "cohort", cohort), draft);
                }

                if (await context.Projects.SingleOrDefaultAsync(one => one.Name == project, cancel) is not { } ofProject)
                {
                    return new(Refusals.Unknown(RefusalCodes.ProjectUnknown, "project", project), draft);
                }

                var order = new Order
                {
                    Id = TypedId.New<OrderId>(store.Clock),
                    Source = source,
                    CohortId = ofCohort.Id,
                    Cohort = ofCohort,
                    ProjectId = ofProject.Id,
                    Project = ofProject,
                    Purpose = purpose,
                    RequestedBy = actor.Name,
                    RequestedAt = store.Clock.GetUtcNow(),
                };
                context.Orders.Add(order);
                return new(order, draft with { Subject = $"order {order.Id}" });
            },
            cancellation);
}
