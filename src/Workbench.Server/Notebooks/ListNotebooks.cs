using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Server.Identity;

namespace Workbench.Server.Notebooks;

/// <summary>GET notebooks: the caller's own, newest first.</summary>
internal static class ListNotebooks
{
    private const int Most = 2000;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/notebooks", Handle).WithName("listNotebooks");

    private static Ok<IReadOnlyList<NotebookRow>> Handle(Caller caller, NotebookFacts facts) => TypedResults.Ok(facts.Of(caller.Name, Most));
}
