using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Server.Hosting;
using Workbench.Server.Jupyter.About;
using Workbench.Server.Jupyter.Channels;
using Workbench.Server.Jupyter.Contents;
using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Outputs;
using Workbench.Server.Jupyter.Sessions;

namespace Workbench.Server.Jupyter;

/// <summary>
/// The Jupyter Server API, so that JupyterLab's parts, VS Code and scripts can work with this server: REST for contents,
/// kernels and sessions, WebSockets for a kernel's channels. It translates between that API and workspaces and sessions.
/// </summary>
/// <remarks>
/// Who calls is settled before a handler runs (Identity, Edge); here every look-up starts from the caller, so that what
/// belongs to somebody else cannot be named at all and answers 404. There is no address for downloads (/files), no
/// terminals, no conversion: what leaves the server leaves through the airlock.
/// Source: Jupyter Server 2 REST API; kernel WebSocket protocols; what clients were seen to send.
/// </remarks>
internal static class JupyterModule
{
    public static IServiceCollection AddJupyter(this IServiceCollection services)
    {
        services.AddOptions<JupyterOptions>().BindConfiguration(JupyterOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new WorkspaceStore(
            provider.GetRequiredService<DataFolder>().Workspaces,
            provider.GetRequiredService<TimeProvider>(),
            new ContentsLimits { MaxFileBytes = provider.GetRequiredService<IOptions<JupyterOptions>>().Value.MaxFileBytes }));
        services.AddSingleton<IKernelHouse, SessionKernels>();
        services.AddSingleton<NotebookSessions>();
        services.AddSingleton<KernelRecorders>();
        services.AddHostedService<OutputKeeper>();
        return services;
    }

    public static IEndpointRouteBuilder MapJupyter(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<JupyterOptions>>().Value;
        var api = routes.MapGroup("/api").WithMetadata(new RequestSizeLimitAttribute(options.MaxCallBodyBytes)).ExcludeFromDescription();
        api.MapAbout();
        api.MapKernels();
        api.MapNotebookSessions();
        api.MapChannels();
        api.MapContents(options);
        routes.MapExecutions();

        // VS Code takes any other answer as a question for a password.
        routes.MapGet("/tree", () => Results.Content("<!doctype html><title>Workbench</title>", "text/html")).ExcludeFromDescription();
        return routes;
    }
}
