using Workbench.Notebooks.Sessions;
using Workbench.Notebooks.Wall;
using Workbench.Server.Hosting;

namespace Workbench.Server.Wall;

/// <summary>The attacks on this host's wall, run on demand, one run at a time; the last run is remembered until the server ends.</summary>
internal sealed partial class WallRuns(SessionRegistry sessions, DataFolder folder, TimeProvider clock, ILogger<WallRuns> log) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock turn = new();
    private readonly List<AttackResult> results = [];
    private WallState state = WallState.Never;
    private DateTimeOffset? startedAt;
    private DateTimeOffset? endedAt;
    private string? startedBy;
    private string? refusal;

    /// <summary>Begins a run; false when one is under way.</summary>
    public bool TryStart(string person)
    {
        lock (turn)
        {
            if (state == WallState.Running)
            {
                return false;
            }

            (state, startedAt, endedAt, startedBy, refusal) = (WallState.Running, clock.GetUtcNow(), null, person, null);
            results.Clear();
        }

        _ = RunAsync(person);
        return true;
    }

    public WallReport Report()
    {
        lock (turn)
        {
            return WallReport.Of(state, startedAt, endedAt, startedBy, refusal, [.. results]);
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private async Task RunAsync(string person)
    {
        var why = "The run broke off; the server's log says why.";
        try
        {
            var run = new WallRun(sessions, folder.Root, clock);
            why = (await run.RunAsync(person, Add, stopping.Token))?.Message;
        }
        catch (OperationCanceledException)
        {
            why = "The server ended during the run.";
        }
        catch (Exception error) when (error is IOException or Workbench.Notebooks.Engines.KernelEngineException)
        {
            LogBroken(error);
        }
        finally
        {
            lock (turn)
            {
                (state, endedAt, refusal) = (WallState.Done, clock.GetUtcNow(), why);
            }
        }
    }

    private void Add(AttackResult result)
    {
        lock (turn)
        {
            results.Add(result);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A run of the wall's attacks broke off")]
    private partial void LogBroken(Exception error);
}
