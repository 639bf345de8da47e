using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Workbench.Server.Identity;

/// <summary>Signs in a call by its API token (RFC 6750 "Bearer", and "token" as Jupyter clients write it).</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IdentityContext identity)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (PresentedToken.Of(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var hash = SecretKey.Hash(token);
        var known = await identity.ApiTokens.AsNoTracking()
            .SingleOrDefaultAsync(t => t.Hash == hash && t.RevokedAt == null, Context.RequestAborted);
        if (known is null)
        {
            return AuthenticateResult.Fail("The token is unknown or revoked.");
        }

        var person = new ClaimsIdentity([new Claim(Claims.Person, known.PersonName)], Schemes.Token, Claims.Person, null);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(person), Schemes.Token));
    }
}
