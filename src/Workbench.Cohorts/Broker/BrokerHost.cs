using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Workbench.Cohorts.Broker.Calls;
using Workbench.Cohorts.Broker.Filters;
using Workbench.Cohorts.Broker.Listening;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Storage;

namespace Workbench.Cohorts.Broker;

/// <summary>
/// The door in the wall. It owns the Unix sockets of the sessions and answers data calls on them under the permits of the
/// session's person, as they are at that moment. The socket a call came in on says who calls; nothing in a request can. It
/// knows no rule itself: Governance decides and records, the snapshots are only read, and every query runs in a DuckDB
/// that can touch nothing but the one file it needs.
/// </summary>
public sealed class BrokerHost : IAsyncDisposable
{
    private readonly SessionSockets _sockets = new();
    private readonly KestrelServer _server;
    private readonly BrokerServices _services;
    private readonly BrokerApplication _application;
    private readonly CallLimits _limits;
    private readonly BrokerMeter _meter = new();

    public BrokerHost(BrokerOptions options, GovernanceStore store, ILoggerFactory? logging = null)
    {
        PrepareScratch(options.ScratchFolder);
        _limits = new CallLimits(options);
        _services = new BrokerServices(
            options, store, new VerifiedSnapshots(new SnapshotStore(options.SnapshotsFolder)), new FilterParser(), new TableReader(options), new FiguresReader(options));
        logging ??= NullLoggerFactory.Instance;
        _application = new BrokerApplication(_services, _limits, _meter, logging.CreateLogger<BrokerHost>());

        // Kestrel's own log would hold request lines, and with them what people filter for.
        _server = new KestrelServer(Options.Create(Kestrel(_sockets)), _sockets, NullLoggerFactory.Instance);
    }

    public Task StartAsync(CancellationToken cancellation = default) => _server.StartAsync(_application, cancellation);

    /// <summary>Opens the socket of a session. Costs a bind.</summary>
    /// <param name="projectId">The project the session works for; null: any of the person's projects.</param>
    /// <param name="socketPath">Under 107 bytes (unix(7)); the folder exists and decides who can connect.</param>
    /// <param name="expectedUserId">Only processes of this host user are answered; null: whoever can open the folder.</param>
    public Task ListenAsync(
        string sessionId, string personName, string? projectId, string socketPath, int? expectedUserId = null,
        CancellationToken cancellation = default) =>
        _sockets.OpenAsync(new SessionCaller(sessionId, personName, projectId), socketPath, expectedUserId, cancellation);

    /// <summary>Closes the socket of a session and cuts its connections.</summary>
    public async Task StopListeningAsync(string sessionId)
    {
        await _sockets.CloseAsync(sessionId);
        _limits.Forget(sessionId);
    }

    public async ValueTask DisposeAsync()
    {
        await _sockets.UnbindAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _server.StopAsync(patience.Token);
        _server.Dispose();
        _limits.Dispose();
        _meter.Dispose();
        _services.Tables.Dispose();
        _services.Filters.Dispose();
    }

    private static KestrelServerOptions Kestrel(SessionSockets sockets)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        var limits = options.Limits;
        limits.MaxRequestLineSize = 32 * 1024;
        limits.MaxRequestBufferSize = 64 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 40;
        limits.MaxRequestBodySize = 0;
        limits.MaxResponseBufferSize = 4 * 1024 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);

        // A notebook may look at one batch for a while before it takes the next.
        limits.MinResponseDataRate = null;
        options.Listen(sockets.EndPoint, listen => listen.Protocols = HttpProtocols.Http1);
        return options;
    }

    private static void PrepareScratch(string folder)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var left in Directory.EnumerateFiles(folder))
        {
            File.Delete(left);
        }
    }
}
