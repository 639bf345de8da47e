using Workbench.Notebooks.Wall;

namespace Workbench.Server.Wall;

/// <summary>Where a run of the attacks stands.</summary>
internal enum WallState
{
    /// <summary>None was made since the server started.</summary>
    Never,
    Running,
    Done,
}

/// <summary>The wall as an admin sees it.</summary>
/// <param name="Attempts">How many cells a whole run is: attacks times languages; languages that are not installed are left out of a run.</param>
/// <param name="Failed">How many of those run so far did not go as they must; 0 is what it has to be.</param>
/// <param name="Refusal">Why the run could not be made or broke off; null when it did not.</param>
internal sealed record WallReport(
    WallState State, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? StartedBy, string? Refusal,
    int Attempts, int Tried, int Failed, IReadOnlyList<WallRow> Attacks)
{
    public static WallReport Of(
        WallState state, DateTimeOffset? startedAt, DateTimeOffset? endedAt, string? startedBy, string? refusal, IReadOnlyList<AttackResult> results)
    {
        var byAttack = results.ToLookup(result => result.Attack, StringComparer.Ordinal);
        return new WallReport(
            state, startedAt, endedAt, startedBy, refusal, AttackPack.All.Count * AttackCode.All.Count, results.Count, results.Count(result => !result.Holds),
            [.. AttackPack.All.Select(attack => WallRow.Of(attack, byAttack[attack.Name]))]);
    }
}

/// <summary>One attack.</summary>
/// <param name="Expected">blocked, bounded or known.</param>
/// <param name="HeldBy">What stops it.</param>
/// <param name="Results">One per language that was tried.</param>
internal sealed record WallRow(string Group, string Name, string Aim, string Expected, string HeldBy, IReadOnlyList<WallCell> Results)
{
    public static WallRow Of(Attack attack, IEnumerable<AttackResult> results) => new(
        attack.Group, attack.Name, attack.Aim, attack.Expect, attack.HeldBy, [.. results.Select(result => WallCell.Of(attack, result))]);
}

/// <summary>How an attack went from one language.</summary>
/// <param name="Outcome">blocked, bounded, known, open (a hole) or failed (it could not be tried, or disturbed others).</param>
/// <param name="Detail">What the cell said.</param>
internal sealed record WallCell(string Language, string Outcome, bool Holds, string Detail)
{
    public static WallCell Of(Attack attack, AttackResult result) => new(
        result.Language, result.Holds ? attack.Expect : result.Open == true ? "open" : "failed", result.Holds, result.Detail);
}
