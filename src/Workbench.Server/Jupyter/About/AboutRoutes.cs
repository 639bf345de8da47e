using System.Net.WebSockets;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Protocol.Launching;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Jupyter.About;

/// <summary>What clients ask before they do anything: who am I, what server is this, which kernels are there.</summary>
internal static class AboutRoutes
{
    // The version of Jupyter Server whose API this is; clients only show it.
    private const string ApiVersion = "2.14.0";

    public static void MapAbout(this IEndpointRouteBuilder api)
    {
        api.MapGet("", () => JupyterJson.Ok(new { version = ApiVersion }));
        api.MapGet("/status", Status);
        api.MapGet("/me", Me);
        api.MapGet("/kernelspecs", KernelSpecs);
        api.MapGet("/events/subscribe", SubscribeAsync);
    }

    private static IResult Status(Caller caller, IKernelHouse kernels, TimeProvider time)
    {
        var mine = kernels.OwnedBy(caller.Name);
        var now = time.GetUtcNow();
        return JupyterJson.Ok(new
        {
            started = WireTime.Format(now),
            last_activity = WireTime.Format(mine.Select(kernel => kernel.LastActivity).DefaultIfEmpty(now).Max()),
            connections = 0,
            kernels = mine.Count,
        });
    }

    private static IResult Me(Caller caller)
    {
        var shown = caller.Person.DisplayName;
        var initials = string.Concat(shown.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));
        return JupyterJson.Ok(new
        {
            identity = new { username = caller.Name, name = shown, display_name = shown, initials, avatar_url = (string?)null, color = (string?)null },
            permissions = new { },
        });
    }

    private static IResult KernelSpecs(KernelSpecCatalogue catalogue)
    {
        var specs = catalogue.Installed.ToDictionary(spec => spec.Name, Describe);
        return JupyterJson.Ok(new { @default = catalogue.Default ?? "", kernelspecs = specs });
    }

    // argv and env stay empty: clients do not need them, and they describe the inside of the sandbox.
    private static object Describe(KernelSpec spec) => new
    {
        name = spec.Name,
        spec = new
        {
            argv = Array.Empty<string>(),
            env = new { },
            display_name = spec.DisplayName,
            language = spec.Language,
            interrupt_mode = "message",
            metadata = new { },
        },
        resources = new { },
    };

    /// <summary>The events socket: there are no events, but a client that cannot connect would try again for ever.</summary>
    private static async Task SubscribeAsync(HttpContext call, IHostApplicationLifetime server)
    {
        if (!call.WebSockets.IsWebSocketRequest)
        {
            await JupyterJson.Error(StatusCodes.Status400BadRequest, "This address is a WebSocket.", "websocket-needed").ExecuteAsync(call);
            return;
        }

        using var socket = await call.WebSockets.AcceptWebSocketAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, server.ApplicationStopping);
        var ignored = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(ignored, end.Token)).MessageType != WebSocketMessageType.Close)
            {
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The page is gone; nothing is owed to it.
        }
    }
}
