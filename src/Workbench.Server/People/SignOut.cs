using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Storage;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>POST sign-out: ends the browser's session. Running notebooks go on.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/sign-out", HandleAsync).WithName("signOut");

    private static async Task<NoContent> HandleAsync(Caller caller, HttpContext call, GovernanceStore store, CancellationToken cancel)
    {
        await BrowserSession.EndAsync(call);
        await SignInRecord.SignedOutAsync(store, caller, cancel);
        return TypedResults.NoContent();
    }
}
