using System.Web;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Workbench.Server.Identity;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Identity;

/// <summary>The redirect to a configured provider, with the provider's configuration given here: nothing is called.</summary>
public sealed class OpenIdConnectTests
{
    [Theory]
    [InlineData(Schemes.OpenIdConnect, "/signed-in/openid-connect")]
    [InlineData(Schemes.Entra, "/signed-in/entra")]
    public async Task Challenge_redirects_to_the_provider_with_code_flow_pkce_state_and_nonce(string provider, string callback)
    {
        var server = new RunningServer { Replace = services => Given(services, provider) };
        Configure(server, provider);
        await server.InitializeAsync();
        try
        {
            using var client = server.Anonymous();

            var answer = await client.GetAsync($"/api/workbench/sign-in/{provider}");

            Assert.Equal(302, (int)answer.StatusCode);
            var location = answer.Headers.Location!;
            Assert.Equal("https://authority.example/authorize", location.GetLeftPart(UriPartial.Path));
            var query = HttpUtility.ParseQueryString(location.Query);
            Assert.Equal("code", query["response_type"]);
            Assert.Equal("S256", query["code_challenge_method"]);
            Assert.Equal($"http://127.0.0.1:{server.Address.Port}{callback}", query["redirect_uri"]);
            Assert.Equal("the-client", query["client_id"]);
            Assert.False(string.IsNullOrEmpty(query["state"]));
            Assert.False(string.IsNullOrEmpty(query["nonce"]));
            Assert.Contains(provider, await client.GetStringAsync("/api/workbench/sign-in"), StringComparison.Ordinal);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("SignIn:OpenIdConnect:Authority", "https://authority.example")]
    [InlineData("SignIn:OpenIdConnect:ClientId", "the-client")]
    [InlineData("SignIn:Entra:ClientId", "the-client")]
    [InlineData("SignIn:Entra:TenantId", "common")]
    public async Task Half_a_configuration_stops_the_start(string key, string value)
    {
        var server = new RunningServer();
        server.Settings[key] = value;
        try
        {
            await Assert.ThrowsAsync<OptionsValidationException>(server.InitializeAsync);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Provider_that_is_not_configured_is_refused()
    {
        var server = new RunningServer();
        await server.InitializeAsync();
        try
        {
            using var client = server.Anonymous();
            var reply = await Reply.OfAsync(await client.GetAsync($"/api/workbench/sign-in/{Schemes.Entra}"));
            Assert.Equal((404, "provider-unknown"), (reply.Status, reply.Code));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static void Configure(RunningServer server, string provider)
    {
        if (provider == Schemes.Entra)
        {
            server.Settings["SignIn:Entra:Instance"] = "https://authority.example/";
            server.Settings["SignIn:Entra:TenantId"] = "00000000-0000-0000-0000-000000000001";
            server.Settings["SignIn:Entra:ClientId"] = "the-client";
            server.Settings["SignIn:Entra:ClientSecret"] = "synthetic";
        }
        else
        {
            server.Settings["SignIn:OpenIdConnect:Authority"] = "https://authority.example";
            server.Settings["SignIn:OpenIdConnect:ClientId"] = "the-client";
        }
    }

    private static void Given(IServiceCollection services, string provider) =>
        services.PostConfigure<OpenIdConnectOptions>(provider, options =>
        {
            var configuration = new OpenIdConnectConfiguration
            {
                Issuer = "https://authority.example", AuthorizationEndpoint = "https://authority.example/authorize", TokenEndpoint = "https://authority.example/token",
            };
            options.Configuration = configuration;
            options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(configuration);
        });
}
