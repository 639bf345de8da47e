using Workbench.Cohorts.Broker;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.Sessions;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Sessions;

/// <summary>
/// Opens the broker, then takes over the sessions that outlived the last server. Kernels go on while the launcher cannot be
/// asked, so the question is repeated until it answers; until then nothing is known about them, and nothing is ended.
/// </summary>
internal sealed partial class SessionsAtStart(
    BrokerHost broker, SessionSupport support, SessionRegistry sessions, KernelRecorders recorders, ILogger<SessionsAtStart> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await broker.StartAsync(cancellationToken);
        if (!await TryTakeOverAsync(cancellationToken))
        {
            await base.StartAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogWaiting();
        do
        {
            await Task.Delay(Pause, stoppingToken);
        }
        while (!await TryTakeOverAsync(stoppingToken));
    }

    private async Task<bool> TryTakeOverAsync(CancellationToken cancel)
    {
        try
        {
            await support.ReconcileAsync(sessions, cancel);
            recorders.ForgetGone();
            return true;
        }
        catch (KernelEngineException)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The launcher does not answer: no kernel can be started until it does")]
    private partial void LogWaiting();
}
