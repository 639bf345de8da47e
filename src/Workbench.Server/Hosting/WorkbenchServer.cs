using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.Observing;

namespace Workbench.Server.Hosting;

/// <summary>The parts of the host that belong to no noun: configuration, logging, JSON, limits, and the order of the checks at the edge.</summary>
internal static class WorkbenchServer
{
    public const string SignInLimit = "sign-in";

    /// <param name="folder">The data folder.</param>
    /// <param name="overrides">Settings from the command line, over the environment (WORKBENCH_…) and the folder's own file.</param>
    public static WebApplicationBuilder CreateBuilder(DataFolder folder, IReadOnlyDictionary<string, string?> overrides)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration
            .AddJsonFile(folder.Settings, optional: true)
            .AddEnvironmentVariables("WORKBENCH_")
            .AddInMemoryCollection(overrides);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // Below Warning the framework logs whole addresses, and Jupyter clients put tokens into theirs.
        builder.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddConsole(console => console.FormatterName = LogLines.FormatName)
            .AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();

        var services = builder.Services;
        services.AddSingleton(folder).AddSingleton(TimeProvider.System);
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsCheck>();
        services.ConfigureHttpJsonOptions(json => Set(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddExceptionHandler<UnexpectedErrors>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ServerOptions>>((limiter, server) => Set(limiter, server.Value));
        services.AddOptions<HostFilteringOptions>().Configure<IOptions<ServerOptions>>((hosts, server) =>
        {
            hosts.AllowedHosts = server.Value.AcceptedHosts;
            hosts.AllowEmptyHosts = false;
            hosts.IncludeFailureMessage = false;
        });
        services.AddHostFiltering(_ => { });
        return builder;
    }

    /// <summary>Everything a call passes before it reaches a handler, outermost first.</summary>
    public static WebApplication UseEdge(this WebApplication app)
    {
        var server = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        if (server.BehindTlsProxy)
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });
        }

        app.UseHostFiltering();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(status => Problems.WriteAsync(status.HttpContext, UnexpectedErrors.Describe(status.HttpContext.Response.StatusCode)));
        app.Use(ScriptFrame.ServeAsync);
        app.UseWebApp();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<CallerLookup>();
        app.UseMiddleware<CallCheck>();
        app.UseAuthorization();
        return app;
    }

    internal static void Set(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
    }

    private static void Set(RateLimiterOptions limiter, ServerOptions server)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(SignInLimit, call => RateLimitPartition.GetSlidingWindowLimiter(
            call.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = server.SignInAttemptsPerMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            }));
    }
}
