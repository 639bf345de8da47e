using Microsoft.Extensions.Options;

namespace Workbench.Server.Jupyter.Outputs;

/// <summary>The clock of the recorders: follows new kernels and writes unwatched outputs, about once a second.</summary>
internal sealed class OutputKeeper(KernelRecorders recorders, IOptions<JupyterOptions> options, ILogger<OutputKeeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.OutputWriteSeconds));
        do
        {
            try
            {
                await recorders.FollowAllAsync();
                recorders.WriteUnwatched();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                OutputLog.Failed(log, failure);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
