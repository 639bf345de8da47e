using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Protocol.SessionLink;

namespace Workbench.Server.Tests.Sessions;

/// <summary>An engine whose sessions have a folder and a supervisor's link that says "idle", and no kernel behind it.</summary>
internal sealed class PlayedEngine(string folder) : KernelEngine
{
    private readonly ConcurrentDictionary<SessionId, LaunchedSession> sessions = new();

    public bool Answers { get; set; } = true;

    /// <summary>What every session may use; null: not told.</summary>
    public SessionLimits? Limits { get; init; }

    /// <summary>What every kernel does.</summary>
    public SessionState State { get; init; } = SessionState.Idle;

    public override Task<EngineStart> StartAsync(StartSessionOrder order, CancellationToken cancellation)
    {
        var own = Path.Combine(folder, order.Session.Value);
        Directory.CreateDirectory(Path.Combine(own, "broker"));
        var launched = new LaunchedSession(order, own, Uid: UidOfThisProcess(), Running: true, Limits);
        sessions[order.Session] = launched;
        return Task.FromResult(new EngineStart(launched, null));
    }

    public override Task<bool> StopAsync(SessionId session, CancellationToken cancellation) =>
        Answers ? Task.FromResult(sessions.TryRemove(session, out _)) : throw new KernelEngineException("The launcher does not answer.");

    public override Task<IReadOnlyList<LaunchedSession>> ListAsync(CancellationToken cancellation) =>
        Answers ? Task.FromResult<IReadOnlyList<LaunchedSession>>([.. sessions.Values]) : throw new KernelEngineException("The launcher does not answer.");

    public override Task<SandboxStatus> StatusAsync(CancellationToken cancellation) =>
        Task.FromResult(new SandboxStatus(true, null, "played", true, []));

    public override async Task<Stream> OpenLinkAsync(SessionInfo session, CancellationToken cancellation)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = Path.Combine(folder, Path.GetRandomFileName());
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        var near = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await near.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
        _ = PlayAsync(new NetworkStream(await listener.AcceptAsync(cancellation), ownsSocket: true), session);
        File.Delete(path);
        return new NetworkStream(near, ownsSocket: true);
    }

    private async Task PlayAsync(Stream far, SessionInfo session)
    {
        var status = new SessionStatus(State, 0, 1, 123_000_000, 2, true, session.StartedAt, 0, null);
        try
        {
            await using (far)
            {
                while (await LinkFrame.ReadAsync(far, CancellationToken.None) is { } frame)
                {
                    var (kind, body) = frame.Kind == LinkFrameKind.Watch
                        ? (LinkFrameKind.Status, JsonSerializer.SerializeToUtf8Bytes(status, LinkJson.Default.SessionStatus))
                        : (LinkFrameKind.Reply, JsonSerializer.SerializeToUtf8Bytes(new LinkReply(null, null, status), LinkJson.Default.LinkReply));
                    await LinkFrame.WriteAsync(far, kind, body, CancellationToken.None);
                }
            }
        }
        catch (IOException)
        {
            // The server let go of the link.
        }
    }

    private static int UidOfThisProcess() =>
        int.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
}
