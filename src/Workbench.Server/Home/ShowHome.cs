using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Cohorts;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Sessions;
using Workbench.Server.Notebooks;
using Workbench.Server.Permits;
using Workbench.Server.Requests;
using Workbench.Server.Samples;
using Workbench.Server.Sessions;

namespace Workbench.Server.Home;

/// <summary>GET home: what runs, what waits for the caller, what to go on with.</summary>
internal static class ShowHome
{
    private const int FewRequests = 10;
    private const int FewNotebooks = 8;
    private const int FewSamples = 6;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <param name="Reviews">Requests that wait for the caller's decision; 0 for who is no steward.</param>
    /// <param name="MyRequests">The newest of the caller's own.</param>
    /// <param name="PermitsEndingSoon">Within 30 days, the next to end first.</param>
    public sealed record HomePage(
        IReadOnlyList<SessionRow> Sessions, int Reviews, IReadOnlyList<RequestRow> MyRequests, IReadOnlyList<PermitRow> PermitsEndingSoon,
        IReadOnlyList<NotebookRow> RecentNotebooks, IReadOnlyList<SampleRow> Samples);

    public static void MapHome(this IEndpointRouteBuilder api) => api.MapGet("/home", HandleAsync).WithName("home").WithTags("Home");

    private static async Task<Ok<HomePage>> HandleAsync(
        Caller caller, GovernanceContext governance, SessionRegistry registry, NotebookSessions sessions, IdleSessions idle, NotebookFacts notebooks,
        SampleShelf shelf, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var requests = await FindRequests.ListAsync(governance, caller.Id, state: null, cancel);
        var ending = await FindPermits.EndingSoonAsync(governance, caller.Id, now, Soon, cancel);
        var access = await FindAccess.ListAsync(governance, caller.Person, project: null, now, cancel);
        return TypedResults.Ok(new HomePage(
            await ListSessions.RowsAsync(registry, sessions, idle, governance, caller.Name, cancel),
            caller.Has(Role.Steward) ? await FindRequests.CountForReviewAsync(governance, caller.Id, cancel) : 0,
            [.. requests.Take(FewRequests).Select(RequestRow.Of)],
            [.. ending.Select(permit => PermitRow.Of(permit, now))],
            notebooks.Of(caller.Name, FewNotebooks),
            [.. shelf.Offered().Take(FewSamples).Select(card => SampleRow.Of(card, caller, access))]));
    }
}
