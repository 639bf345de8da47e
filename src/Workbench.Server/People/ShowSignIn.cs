using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>GET sign-in: what the sign-in page has to offer. It is the only thing besides health that says anything to somebody unknown.</summary>
internal static class ShowSignIn
{
    /// <param name="Demo">True when this installation has demo content and its sign-in links work.</param>
    /// <param name="IdentityProviders">The providers that are configured.</param>
    /// <param name="SignedInAs">Who this browser is signed in as already, or null.</param>
    public sealed record SignInWays(bool Demo, IReadOnlyList<IdentityProvider> IdentityProviders, string? SignedInAs);

    /// <param name="Name">Name in addresses.</param>
    /// <param name="Title">What the button says.</param>
    /// <param name="Url">Where the button leads.</param>
    public sealed record IdentityProvider(string Name, string Title, string Url);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sign-in", Handle).WithName("showSignIn").AllowAnonymous();

    private static Ok<SignInWays> Handle(Caller? caller, DemoSignIn demo, IOptions<SignInOptions> options) =>
        TypedResults.Ok(new SignInWays(demo.Offered, Providers(options.Value), caller?.Name));

    public static IReadOnlyList<IdentityProvider> Providers(SignInOptions options)
    {
        var providers = new List<IdentityProvider>();
        if (options.Entra.Enabled)
        {
            providers.Add(new(Schemes.Entra, "Microsoft Entra ID", $"/api/workbench/sign-in/{Schemes.Entra}"));
        }

        if (options.OpenIdConnect.Enabled)
        {
            providers.Add(new(Schemes.OpenIdConnect, options.OpenIdConnect.Title, $"/api/workbench/sign-in/{Schemes.OpenIdConnect}"));
        }

        return providers;
    }
}
