using Microsoft.Extensions.Options;

namespace Workbench.Server.Identity;

/// <summary>A half-configured identity provider stops the start, instead of failing at the first person who tries it.</summary>
internal sealed class SignInOptionsCheck : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        var entra = options.Entra;
        if (entra.Enabled && (entra.ClientId.Length == 0 || entra.TenantId.Length == 0 || !IsHttps(entra.Instance)))
        {
            return ValidateOptionsResult.Fail("SignIn:Entra needs TenantId, ClientId and an https Instance.");
        }

        if (entra.Enabled && entra.TenantId is "common" or "organizations" or "consumers")
        {
            return ValidateOptionsResult.Fail("SignIn:Entra:TenantId must name one tenant; accounts of any tenant are not let in.");
        }

        var provider = options.OpenIdConnect;
        return provider.Enabled && (provider.ClientId.Length == 0 || !IsHttps(provider.Authority))
            ? ValidateOptionsResult.Fail("SignIn:OpenIdConnect needs an https Authority and a ClientId.")
            : ValidateOptionsResult.Success;
    }

    private static bool IsHttps(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}
