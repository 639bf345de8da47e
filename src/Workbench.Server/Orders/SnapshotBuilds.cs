using System.Collections.Concurrent;
using System.Threading.Channels;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.Storage;
using Workbench.Protocol.Launching;

namespace Workbench.Server.Orders;

/// <summary>
/// Has approved orders built, one after the other, by asking the launcher: the server can neither open a raw store nor read a
/// pseudonym key, it only says which order. Without a launcher an order stays approved and says so; the next start of the
/// product builds it.
/// </summary>
internal sealed partial class SnapshotBuilds(LauncherClient launcher, GovernanceStore store, ILogger<SnapshotBuilds> log) : BackgroundService
{
    private readonly Channel<OrderId> waiting = Channel.CreateUnbounded<OrderId>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<OrderId, string> notices = new();

    /// <summary>Queues the order. Returns what keeps it from being built, or null when the launcher is there.</summary>
    public async Task<string?> BeginAsync(OrderId order, CancellationToken cancel)
    {
        var status = await launcher.AskAsync(new LauncherRequest(LauncherVerbs.Status), cancel);
        if (status.Refusal is { Code: LauncherRefusals.LauncherUnreachable })
        {
            notices[order] = "The launcher does not run, so nothing is built now. The order stays approved; starting Workbench again builds it.";
            return notices[order];
        }

        notices.TryRemove(order, out _);
        await waiting.Writer.WriteAsync(order, cancel);
        return null;
    }

    public string? NoticeFor(OrderId order) => notices.GetValueOrDefault(order);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var reply = await launcher.AskAsync(new LauncherRequest(LauncherVerbs.BuildSnapshot, Order: order.Value), stoppingToken);
            if (reply.Refusal is { } refusal)
            {
                // Whether the build began is unknown when the launcher broke off: the order's own state says it.
                notices[order] = refusal.Message;
                LogRefused(order, refusal.Code);
            }
            else if (reply.Built is { ExitCode: not 0 } ended)
            {
                LogFailed(order, ended.ExitCode);
                await EndAsync(order, ended, stoppingToken);
            }
        }
    }

    /// <summary>A build that said nothing before it died would stand at "building" for ever. When it ended the order itself, this is refused and changes nothing.</summary>
    private async Task EndAsync(OrderId order, BuildResult ended, CancellationToken cancel)
    {
        await using var governance = store.Read();
        if (await governance.Orders.FindAsync([order], cancel) is { State: OrderState.Building })
        {
            await BuildOrder.FailAsync(store, Actor.Server, order, ended.Message ?? $"The build ended with exit code {ended.ExitCode} and no message.", cancel);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The launcher did not build order {Order}: {Code}")]
    private partial void LogRefused(OrderId order, string code);

    [LoggerMessage(2, LogLevel.Warning, "The build of order {Order} ended with exit code {ExitCode}")]
    private partial void LogFailed(OrderId order, int exitCode);
}
