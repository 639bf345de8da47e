using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Workbench.Server.Edge;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>GET sign-in/{provider}: sends the browser to a configured identity provider.</summary>
internal static class SignInAtProvider
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/sign-in/{provider}", Handle).WithName("signInAtProvider").AllowAnonymous().RequireRateLimiting(WorkbenchServer.SignInLimit);

    private static Results<ChallengeHttpResult, RefusalResult> Handle(string provider, IOptions<SignInOptions> options) =>
        ShowSignIn.Providers(options.Value).Any(known => known.Name == provider)
            ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = "/" }, [provider])
            : RefusalResult.Of(ServerRefusals.ProviderUnknown, "No such identity provider is configured here.", "Sign in with name and password.");
}
