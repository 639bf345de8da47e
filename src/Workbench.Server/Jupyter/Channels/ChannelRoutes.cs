using System.Globalization;
using Microsoft.Extensions.Options;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Channels;

/// <summary>
/// GET /api/kernels/{id}/channels, a WebSocket. <c>session_id</c> names the page; when it comes again, it gets what it missed.
/// <c>after</c> (our addition) is the number of the last message that the page has really seen; without it the server goes
/// on behind what it last sent, which may include a message that was lost on a broken line.
/// </summary>
internal static class ChannelRoutes
{
    private const int MaxReaderLength = 200;

    public static void MapChannels(this IEndpointRouteBuilder api) => api.MapGet("/kernels/{id}/channels", OpenAsync);

    private static async Task OpenAsync(
        string id, HttpContext call, Caller caller, IKernelHouse kernels, KernelRecorders recorders, TimeProvider time,
        IOptions<JupyterOptions> options, IHostApplicationLifetime server)
    {
        if (kernels.Find(caller.Name, id) is not { } kernel)
        {
            await JupyterJson.NoSuchKernel().ExecuteAsync(call);
            return;
        }

        if (!call.WebSockets.IsWebSocketRequest)
        {
            await JupyterJson.Error(StatusCodes.Status400BadRequest, "This address is a WebSocket.", "websocket-needed").ExecuteAsync(call);
            return;
        }

        var reader = call.Request.Query["session_id"].ToString() is { Length: > 0 and <= MaxReaderLength } text ? text : null;
        var recorder = recorders.Of(kernel);
        var framing = ChannelFraming.For(call.WebSockets.WebSocketRequestedProtocols);
        var after = AfterOf(call.Request) ?? (reader is null ? recorder.LastSequence : recorder.StartFor(reader));

        // From here on a page counts as connected: it is owed every message behind this number.
        recorder.Connect();
        try
        {
            recorders.Watched(recorder);
            using var socket = new ChannelSocket(
                await call.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
                {
                    SubProtocol = framing.Subprotocol,
                    KeepAliveInterval = TimeSpan.FromSeconds(options.Value.PingSeconds),
                    KeepAliveTimeout = TimeSpan.FromSeconds(options.Value.PingSeconds),
                }),
                framing,
                options.Value.MaxSocketMessageBytes);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, server.ApplicationStopping);
            var conversation = new KernelConversation(socket, recorder, reader, new ServerMessages(time), options.Value.MaxOutputBytes);
            await conversation.RunAsync(after, end.Token);
        }
        finally
        {
            recorder.Disconnect();
        }
    }

    private static long? AfterOf(HttpRequest request) =>
        long.TryParse(request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : null;
}
