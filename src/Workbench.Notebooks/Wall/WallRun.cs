using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Wall;

/// <summary>
/// Runs all attacks in real sessions of this host, one session per language, beside a session of somebody else that has to go on
/// answering while the bombs go off.
/// </summary>
/// <param name="registry">Starts the sessions.</param>
/// <param name="dataFolder">DATA.</param>
/// <param name="time">The clock.</param>
public sealed class WallRun(SessionRegistry registry, string dataFolder, TimeProvider time)
{
    private const string Bombs = "bombs";
    private const string Profile = "small";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Languages whose kernel is installed, decided by whether a session starts.</summary>
    /// <param name="owner">Person in whose name the sessions run.</param>
    /// <param name="told">Called after each attack.</param>
    /// <param name="cancellation">Ends the run; the sessions are stopped in any case.</param>
    /// <returns>Why the run could not be made, or null.</returns>
    public async Task<SessionRefusal?> RunAsync(string owner, Action<AttackResult> told, CancellationToken cancellation)
    {
        var bystander = await registry.StartAsync(new SessionOrder(owner, "python3", ResourceProfile: Profile), cancellation).ConfigureAwait(false);
        if (!bystander.Started)
        {
            return bystander.Refusal;
        }

        try
        {
            foreach (var code in AttackCode.All)
            {
                await RunAsync(code, owner, bystander.Session, told, cancellation).ConfigureAwait(false);
            }

            return null;
        }
        finally
        {
            await registry.StopAsync(bystander.Session.Id, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(AttackCode code, string owner, KernelSession bystander, Action<AttackResult> told, CancellationToken cancellation)
    {
        var start = await registry.StartAsync(new SessionOrder(owner, code.KernelSpec, ResourceProfile: Profile), cancellation).ConfigureAwait(false);
        if (!start.Started)
        {
            // A language that is not installed attacks nobody; any other reason is told for each attack.
            if (start.Refusal.Code != LauncherRefusals.KernelNotInstalled)
            {
                TellAll(start.Refusal);
            }

            return;
        }

        void TellAll(SessionRefusal why) =>
            AttackPack.All.ToList().ForEach(attack => told(new AttackResult(attack.Name, code.Title, null, why.Message, false)));

        using var bait = new HostBait();
        try
        {
            var facts = bait.Facts(dataFolder, start.Session.Info, bystander.Info);
            var cells = new WallCells(start.Session, time);
            if (await TryAsync(cells, facts.Fill(code.Prelude), cancellation).ConfigureAwait(false) is var said && !string.IsNullOrWhiteSpace(said))
            {
                TellAll(new SessionRefusal("", $"The attacks could not be prepared: {said}"));
                return;
            }

            foreach (var attack in AttackPack.All)
            {
                var others = attack.Group == Bombs ? TryAsync(new WallCells(bystander, time), "print(6 * 7)", cancellation) : null;
                var printed = await TryAsync(cells, code.Cell(attack, facts), cancellation).ConfigureAwait(false);
                if (printed is null)
                {
                    await start.Session.RestartAsync(cancellation).ConfigureAwait(false);
                    await TryAsync(cells, facts.Fill(code.Prelude), cancellation).ConfigureAwait(false);
                }

                var result = AttackResult.Of(attack, code.Title, printed ?? $"{AttackCode.ShutMark} the kernel was ended");
                told(others is null || await others.ConfigureAwait(false) == "42\n"
                    ? result
                    : result with { Holds = false, Detail = "Another session stopped answering. " + result.Detail });
            }
        }
        finally
        {
            await registry.StopAsync(start.Session.Id, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>What the cell printed; null when the kernel died of it or did not end it in time.</summary>
    private static async Task<string?> TryAsync(WallCells cells, string code, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await cells.RunAsync(code, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
