using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Requests;

/// <summary>POST requests/{id}/grant: makes the permit, as asked for or narrower.</summary>
internal static class GrantAccess
{
    /// <param name="Level">Left out: as asked.</param>
    /// <param name="Tables">Left out: as asked.</param>
    /// <param name="RowFilter">A boolean expression that every row let through satisfies, in every granted table.</param>
    /// <param name="Until">Left out: as asked. A day means to its end (UTC).</param>
    public sealed record GrantTerms(
        Level? Level = null, IReadOnlyList<TableChoice>? Tables = null, string? RowFilter = null, DateTimeOffset? Until = null);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/requests/{id}/grant", HandleAsync).WithName("grantRequest");

    private static async Task<Results<Ok<RequestRow>, RefusalResult>> HandleAsync(
        string id, GrantTerms body, Caller caller, GovernanceStore store, GovernanceContext governance, RowFilterCheck check, CancellationToken cancel)
    {
        var requestId = new RequestId(id);
        var changes = new GrantChanges
        {
            Level = body.Level,
            Tables = await TablesAsync(governance, requestId, body, cancel),
            Until = body.Until is { } until ? LastDay.EndOf(until) : null,
        };
        var outcome = await GrantRequest.ExecuteAsync(store, caller.Actor, requestId, changes, check, cancel);
        return outcome.Allowed
            ? TypedResults.Ok(await AskForAccess.RowAsync(governance, requestId, cancel))
            : new RefusalResult(outcome.Refusal);
    }

    // A row filter without tables belongs to the tables that were asked for.
    private static async Task<IReadOnlyList<PermittedTable>?> TablesAsync(
        GovernanceContext governance, RequestId id, GrantTerms terms, CancellationToken cancel)
    {
        if (terms.Tables is { } chosen)
        {
            return [.. chosen.Select(table => table.ToPermitted(terms.RowFilter))];
        }

        var asked = string.IsNullOrWhiteSpace(terms.RowFilter) ? null : await governance.Requests.FindAsync([id], cancel);
        return asked is null ? null : [.. asked.Tables.Select(table => table with { RowFilter = terms.RowFilter })];
    }
}
