using Microsoft.Extensions.Options;

namespace Workbench.Server.Hosting;

/// <summary>Refuses, at start, a way of listening that would put sign-ins on the network in the clear or under any name.</summary>
internal sealed class ServerOptionsCheck : IValidateOptions<ServerOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        var addresses = options.ListenAddresses();
        if (addresses.Count == 0 || addresses.Any(address => address.Scheme is not ("http" or "https")))
        {
            return ValidateOptionsResult.Fail("Server:Urls must be http or https addresses, such as http://127.0.0.1:8888.");
        }

        if (options.Web.Length > 0 && !Directory.Exists(options.Web))
        {
            return ValidateOptionsResult.Fail("Server:Web names a folder that does not exist. Build the web app first, or leave the setting out.");
        }

        if (options.ListensOnLoopbackOnly)
        {
            return ValidateOptionsResult.Success;
        }

        if (options.AllowedHosts.Count == 0 || options.AllowedHosts.Contains("*"))
        {
            return ValidateOptionsResult.Fail("Server:AllowedHosts must list the host names people use when the server listens on more than loopback.");
        }

        return options.BehindTlsProxy || addresses.All(address => address.IsLoopback || address.Scheme == "https")
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Plain http on an address that is not loopback would show passwords to the network. Use https, or set Server:BehindTlsProxy.");
    }
}
