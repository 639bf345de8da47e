using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Workbench.Server.Identity;

/// <summary>
/// Sign-in by Microsoft Entra ID and by another OpenID Connect provider, where configured. A provider says only who somebody is:
/// it is matched to an account that an admin made; nobody gets an account by signing in.
/// </summary>
internal static class ConfiguredProviders
{
    public static void AddConfiguredProviders(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var options = configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new SignInOptions();
        if (options.Entra.Enabled)
        {
            authentication.AddMicrosoftIdentityWebApp(
                entra =>
                {
                    entra.Instance = options.Entra.Instance;
                    entra.TenantId = options.Entra.TenantId;
                    entra.ClientId = options.Entra.ClientId;
                    entra.ClientSecret = options.Entra.ClientSecret;
                },
                cookieScheme: null, openIdConnectScheme: Schemes.Entra);
            authentication.Services.PostConfigure<OpenIdConnectOptions>(Schemes.Entra, scheme => Set(scheme, "/signed-in/entra", options.Entra.NameClaim));
        }

        if (options.OpenIdConnect is { Enabled: true } provider)
        {
            authentication.AddOpenIdConnect(Schemes.OpenIdConnect, provider.Title, scheme =>
            {
                scheme.Authority = provider.Authority;
                scheme.ClientId = provider.ClientId;
                scheme.ClientSecret = provider.ClientSecret.Length > 0 ? provider.ClientSecret : null;
                Set(scheme, "/signed-in/openid-connect", provider.NameClaim);
            });
        }
    }

    private static void Set(OpenIdConnectOptions scheme, string callback, string nameClaim)
    {
        scheme.SignInScheme = Schemes.Cookie;
        scheme.CallbackPath = callback;

        // Code flow with PKCE, and the answer by redirect: a foreign site's form post would need cookies that any site can send.
        scheme.ResponseType = OpenIdConnectResponseType.Code;
        scheme.ResponseMode = OpenIdConnectResponseMode.Query;
        scheme.UsePkce = true;
        scheme.SaveTokens = false;
        scheme.MapInboundClaims = false;
        scheme.CorrelationCookie.SameSite = SameSiteMode.Lax;
        scheme.NonceCookie.SameSite = SameSiteMode.Lax;
        scheme.Scope.Clear();
        scheme.Scope.Add("openid");
        scheme.Scope.Add("profile");
        scheme.Events ??= new OpenIdConnectEvents();
        scheme.Events.OnTicketReceived = ticket => ExternalSignIn.CompleteAsync(ticket, nameClaim);
        scheme.Events.OnRemoteFailure = failure =>
        {
            failure.Response.Redirect("/sign-in?refused=provider");
            failure.HandleResponse();
            return Task.CompletedTask;
        };
    }
}
