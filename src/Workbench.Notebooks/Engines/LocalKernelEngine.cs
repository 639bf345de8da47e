using System.Net.Sockets;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Engines;

/// <summary>Runs sessions on this machine, through the launcher.</summary>
public sealed class LocalKernelEngine(LauncherClient launcher) : KernelEngine
{
    public override async Task<EngineStart> StartAsync(StartSessionOrder order, CancellationToken cancellation)
    {
        var reply = await launcher.AskAsync(new LauncherRequest(LauncherVerbs.StartSession, Start: order), cancellation).ConfigureAwait(false);
        return reply.Refusal is { } refusal
            ? new EngineStart(null, new SessionRefusal(refusal.Code, refusal.Message))
            : new EngineStart(reply.Started, null);
    }

    public override async Task<bool> StopAsync(SessionId session, CancellationToken cancellation)
    {
        var reply = await launcher.AskAsync(new LauncherRequest(LauncherVerbs.StopSession, Session: session), cancellation).ConfigureAwait(false);
        return reply.Refusal is { Code: LauncherRefusals.SessionUnknown } ? false : Require(reply).Stopped == true;
    }

    public override async Task<IReadOnlyList<LaunchedSession>> ListAsync(CancellationToken cancellation)
    {
        var reply = await launcher.AskAsync(new LauncherRequest(LauncherVerbs.ListSessions), cancellation).ConfigureAwait(false);
        return Require(reply).Sessions ?? throw new KernelEngineException("The launcher answered without a list of sessions.");
    }

    public override async Task<SandboxStatus> StatusAsync(CancellationToken cancellation)
    {
        var reply = await launcher.AskAsync(new LauncherRequest(LauncherVerbs.Status), cancellation).ConfigureAwait(false);
        return reply.Status ?? new SandboxStatus(false, reply.Refusal?.Code, reply.Refusal?.Message ?? "The launcher gave no status.", false, []);
    }

    public override async Task<Stream> OpenLinkAsync(SessionInfo session, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            var path = Path.Combine(session.Folder, "link", "l.sock");
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
            PeerCredentials.Require(socket, session.Uid);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new IOException("The session's supervisor does not listen.", error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static LauncherReply Require(LauncherReply reply) =>
        reply.Refusal is { } refusal ? throw new KernelEngineException(refusal.Message) : reply;
}
