using Microsoft.EntityFrameworkCore;
using Workbench.Deidentify.Orders;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Keys;
using Workbench.Governance.Orders;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Keys;

/// <summary>
/// Replaces a project's key: makes the next generation, builds each cohort of the project again with it, and marks the earlier versions
/// as replaced; where the old key may be known to somebody, they are locked before anything else. What is left to do follows from what
/// is registered, so a run that stopped half way is finished by another one.
/// </summary>
public sealed class KeyRotationRun(RawStore raw, GovernanceStore governance, Action<string> say)
{
    private readonly VersionClosing closing = new(raw, governance, say);
    private readonly ProjectKeyStore keys = new(raw.Keys);

    /// <param name="project">Name of the project.</param>
    /// <param name="isCompromised">Whether somebody may know the old key.</param>
    /// <returns>Null when everything is done, or what is not.</returns>
    public async Task<string?> RotateAsync(Actor actor, string project, string purpose, string reason, bool isCompromised, CancellationToken cancellation)
    {
        using var hold = await raw.LockAsync(governance.Clock, cancellation);
        var rotated = await RotateKey.ExecuteAsync(
            governance, actor, project, purpose, reason, isCompromised,
            id => keys.Rotate(new KeyName(id.Value, purpose), out var generation) is { } refusal
                ? new Refusal(refusal.Code, refusal.What, NextStep: refusal.NextStep)
                : generation,
            cancellation);
        if (!rotated.Allowed)
        {
            return $"{rotated.Refusal.Message} {rotated.Refusal.NextStep}".TrimEnd();
        }

        say($"Project {project} has key {rotated.Value.Generation} for {purpose}.");
        return await FinishHeldAsync(rotated.Value.Project.Id, purpose, isCompromised, cancellation);
    }

    /// <summary>Does what a rotation that stopped half way left to do.</summary>
    public async Task<string?> FinishAsync(string project, string purpose, bool isCompromised, CancellationToken cancellation)
    {
        using var hold = await raw.LockAsync(governance.Clock, cancellation);
        await using var context = governance.Read();
        return await context.Projects.SingleOrDefaultAsync(one => one.Name == project, cancellation) is { } found
            ? await FinishHeldAsync(found.Id, purpose, isCompromised, cancellation)
            : $"There is no project \"{project}\". Check the spelling.";
    }

    private async Task<string?> FinishHeldAsync(ProjectId project, string purpose, bool isCompromised, CancellationToken cancellation)
    {
        if (keys.Generations(new KeyName(project.Value, purpose)) is not [.., var newest])
        {
            return "The project has no key for this purpose.";
        }

        var cause = $"key {newest} for {purpose}";
        var versions = await VersionsAsync(project, purpose, cancellation);
        if (isCompromised)
        {
            foreach (var (version, _) in versions.Where(one => one.Version.KeyGeneration < newest && one.Version.IsReadable()))
            {
                await closing.LockAsync(version, SnapshotStateReasons.KeyCompromised, cause, cancellation);
            }
        }

        var failed = new List<string>();
        foreach (var cohort in versions.GroupBy(one => (one.Version.CohortId, one.Order.Source)))
        {
            var last = cohort.MaxBy(one => one.Version.Version).Version;
            if (last.KeyGeneration < newest
                && await new CohortRebuild(new OrderBuilder(raw, governance, say), governance).RunHeldAsync(last.Id, cause, cancellation) is { } refusal)
            {
                failed.Add($"{last.Cohort!.Name}: {refusal}");
                continue;
            }

            foreach (var (version, _) in cohort.Where(one => one.Version.KeyGeneration < newest && one.Version.State == SnapshotState.Open && !isCompromised))
            {
                await closing.SupersedeAsync(version, SnapshotStateReasons.KeyRotated, cause, cancellation);
            }
        }

        return failed.Count == 0 ? null : string.Join('\n', failed);
    }

    private async Task<List<(CohortSnapshot Version, Order Order)>> VersionsAsync(ProjectId project, string purpose, CancellationToken cancellation)
    {
        await using var context = governance.Read();
        var found = await context.Snapshots.Include(one => one.Cohort)
            .Join(context.Orders, version => version.OrderId, order => order.Id, (version, order) => new { version, order })
            .Where(one => one.order.ProjectId == project && one.version.KeyPurpose == purpose)
            .ToListAsync(cancellation);
        return [.. found.Select(one => (one.version, one.order)).OrderBy(one => one.version.Version)];
    }
}
