using System.Net.Sockets;
using System.Text.Json;
using Workbench.Launcher.Builds;
using Workbench.Launcher.Sessions;
using Workbench.Launcher.Warm;
using Workbench.Protocol.Launching;

namespace Workbench.Launcher;

/// <summary>Listens on DATA/run/launcher.sock. Only the server's uid and root get an answer; one question per connection.</summary>
internal sealed class LauncherServer : IDisposable
{
    private const int LongestRequest = 16 << 10;
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    private readonly StandingSocket _listener;
    private readonly SessionTable _sessions;
    private readonly SandboxCheck _check;
    private readonly SnapshotBuilds _builds;
    private readonly ResourceProfiles _profiles;
    private readonly WarmPool _pool;
    private readonly HashSet<int> _allowedUids;

    public LauncherServer(LauncherOptions options, Ownership ownership, SessionTable sessions, SandboxCheck check, SnapshotBuilds builds, ResourceProfiles profiles, WarmPool pool)
    {
        (_sessions, _check, _builds, _profiles, _pool) = (sessions, check, builds, profiles, pool);
        _allowedUids = [0, options.ServerUid];
        _listener = new StandingSocket(LauncherClient.SocketPath(options.DataFolder), 64, file => ownership.Give(
            file, Protocol.Launching.Spawning.Self.Uid, options.ServerUid,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
        _listener.Stand();
    }

    public async Task ServeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var socket = await _listener.AcceptAsync(cancellation).ConfigureAwait(false);
            _ = ServeOneAsync(socket, cancellation);
        }
    }

    /// <summary>Listens again when the socket's file was deleted.</summary>
    public void Stand() => _listener.Stand();

    public void Dispose() => _listener.Dispose();

    private async Task ServeOneAsync(Socket socket, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            if (!_allowedUids.Contains(PeerCredentials.Of(socket).Uid))
            {
                return;
            }

            var reply = await ReadAsync(stream, cancellation).ConfigureAwait(false) is { } request
                ? await AnswerAsync(request, cancellation).ConfigureAwait(false)
                : new LauncherReply(new LauncherRefusal(LauncherRefusals.RequestInvalid, "A request is one line of JSON."));
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(reply, LauncherJson.Default.LauncherReply), cancellation).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException || (gone is IOException && gone.InnerException is SocketException))
        {
            // The asker left; whatever was begun is found in the list.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"A request failed: {error.Message}").ConfigureAwait(false);
        }
    }

    private Task<LauncherReply> AnswerAsync(LauncherRequest request, CancellationToken cancellation) => request switch
    {
        { Verb: LauncherVerbs.StartSession, Start: { } order } => _sessions.StartAsync(order, cancellation),
        { Verb: LauncherVerbs.StopSession, Session: { } id } => _sessions.StopAsync(id, cancellation),
        { Verb: LauncherVerbs.ListSessions } => Task.FromResult(new LauncherReply(Sessions: _sessions.List())),
        { Verb: LauncherVerbs.BuildSnapshot } => _builds.BuildAsync(request.Order),
        { Verb: LauncherVerbs.ListProfiles } => Task.FromResult(Profiles()),
        { Verb: LauncherVerbs.SetProfiles, Profiles: { } profiles } => Task.FromResult(
            _profiles.Set(profiles) is { } objection ? new LauncherReply(new LauncherRefusal(LauncherRefusals.ProfilesInvalid, objection)) : Profiles()),
        { Verb: LauncherVerbs.Status } => StatusAsync(cancellation),
        _ => Task.FromResult(new LauncherReply(new LauncherRefusal(LauncherRefusals.RequestInvalid, "Unknown verb, or its argument is missing."))),
    };

    private LauncherReply Profiles()
    {
        try
        {
            return new LauncherReply(Profiles: _profiles.All());
        }
        catch (InvalidDataException error)
        {
            return new LauncherReply(new LauncherRefusal(LauncherRefusals.ProfilesInvalid, error.Message));
        }
    }

    private async Task<LauncherReply> StatusAsync(CancellationToken cancellation) =>
        new(Status: await _check.StatusAsync(cancellation).ConfigureAwait(false) with { Warm = _pool.Kernels() });

    private static async Task<LauncherRequest?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(RequestLimit);
        var buffer = new byte[LongestRequest];
        var length = 0;
        while (length < buffer.Length && !buffer.AsSpan(0, length).Contains((byte)'\n'))
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), limit.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        try
        {
            var line = buffer.AsSpan(0, length);
            var end = line.IndexOf((byte)'\n');
            return end < 0 ? null : JsonSerializer.Deserialize(line[..end], LauncherJson.Default.LauncherRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
