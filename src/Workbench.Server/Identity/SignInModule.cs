using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workbench.Server.Edge;
using Workbench.Server.Hosting;

namespace Workbench.Server.Identity;

/// <summary>
/// Who is calling. The module owns accounts, cookies, API tokens and the ways to other identity providers. What a person may do
/// is not its business: that stands in Governance and is asked anew at every call.
/// </summary>
internal static class SignInModule
{
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder, DataFolder folder)
    {
        var services = builder.Services;
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsCheck>();

        services.AddDbContext<IdentityContext>(options => options.UseSqlite($"Data Source={folder.IdentityDatabase};Default Timeout=10"));
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(folder.DataProtectionKeys)).SetApplicationName("workbench");
        services.AddIdentityCore<Account>().AddEntityFrameworkStores<IdentityContext>();
        services.AddOptions<IdentityOptions>().Configure<IOptions<SignInOptions>>((identity, signIn) => Set(identity, signIn.Value));
        services.AddScoped<Passwords>().AddScoped<Invitations>().AddScoped<Accounts>().AddSingleton<DemoSignIn>();

        var authentication = services.AddAuthentication(Schemes.Either)
            .AddPolicyScheme(Schemes.Either, null, scheme => scheme.ForwardDefaultSelector =
                call => PresentedToken.Of(call.Request) is null ? Schemes.Cookie : Schemes.Token)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(Schemes.Token, null)
            .AddCookie(Schemes.Cookie, Set);
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Cookie).Configure<IOptions<SignInOptions>>(
            (cookie, signIn) => cookie.ExpireTimeSpan = TimeSpan.FromHours(signIn.Value.SessionHours));
        authentication.AddConfiguredProviders(builder.Configuration);

        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        services.AddAuthorizationBuilder().SetDefaultPolicy(signedIn).SetFallbackPolicy(signedIn);
        return builder;
    }

    private static void Set(IdentityOptions identity, SignInOptions signIn)
    {
        identity.Password.RequiredLength = signIn.ShortestPassword;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Password.RequiredUniqueChars = 4;
        identity.Lockout.MaxFailedAccessAttempts = signIn.FailuresBeforeLockout;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(signIn.LockoutMinutes);
    }

    private static void Set(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = BrowserSession.CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.SlidingExpiration = true;

        // A page of ours calls by script: it needs the status, not another page.
        cookie.Events.OnRedirectToLogin = context => Problems.WriteAsync(context.HttpContext, Problems.SignInNeeded);
        cookie.Events.OnRedirectToAccessDenied = context => Problems.WriteAsync(context.HttpContext, Problems.NotAllowed);
    }
}
