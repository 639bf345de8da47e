namespace Workbench.Launcher.Warm;

/// <summary>What the pool has to do next.</summary>
/// <param name="End">Slots to throw away: of a kind that nobody wants any more, too many, ended by themselves, or not up in time.</param>
/// <param name="Make">Kind of the one slot to make now, or null.</param>
internal sealed record WarmPlan(IReadOnlyList<WarmSlot> End, WarmKind? Make)
{
    /// <summary>A kernel that has not come up after this time has all the time in the world and does not come up.</summary>
    public static TimeSpan LongestStart { get; } = TimeSpan.FromMinutes(2);

    /// <param name="slots">What there is.</param>
    /// <param name="wanted">How many of each kind.</param>
    /// <param name="mayMake">True when nobody starts a session and the host has memory to spare.</param>
    public static WarmPlan Decide(IReadOnlyList<WarmSlot> slots, IReadOnlyList<(WarmKind Kind, int Count)> wanted, bool mayMake)
    {
        var sound = slots.Where(slot => slot.Lives && (slot.Ready || slot.Age < LongestStart)).ToList();

        // The oldest stay: they are the ones that are ready.
        var kept = wanted.SelectMany(want => sound.Where(slot => slot.Kind == want.Kind).OrderByDescending(slot => slot.Age).Take(want.Count)).ToHashSet();
        var missing = wanted.FirstOrDefault(want => sound.Count(slot => slot.Kind == want.Kind) < want.Count).Kind;

        // One at a time: a host that is being started should not be busy with kernels that nobody has asked for.
        return new WarmPlan([.. slots.Where(slot => !kept.Contains(slot))], mayMake && kept.All(slot => slot.Ready) ? missing : null);
    }
}

/// <summary>One slot as the plan sees it.</summary>
/// <param name="Record">What is written down of it.</param>
/// <param name="Kind">What it was made for.</param>
/// <param name="Lives">Its supervisor runs.</param>
/// <param name="Ready">It has said that it is warm.</param>
/// <param name="Age">Time since it was ordered.</param>
internal sealed record WarmSlot(Sessions.SessionRecord Record, WarmKind Kind, bool Lives, bool Ready, TimeSpan Age);
