using Workbench.Launcher.Sessions;
using Workbench.Launcher.Warm;
using Workbench.Protocol.Launching;

namespace Workbench.Notebooks.Tests.Warm;

public sealed class WarmPlanTests
{
    private static readonly WarmKind CSharp = Kind(".net-csharp");

    /// <summary>Slots as words of: kind (c, p), r ready or w warming, d dead, age in seconds.</summary>
    [Theory]
    [InlineData("", 1, 0, true, "", "c")]
    [InlineData("", 1, 0, false, "", "")]
    [InlineData("cr5", 1, 0, true, "", "")]
    [InlineData("cr5", 0, 0, true, "cr5", "")]
    [InlineData("cr5 cr9", 1, 0, true, "cr5", "")]
    [InlineData("cw5", 2, 1, true, "", "")]
    [InlineData("cr5", 2, 1, true, "", "c")]
    [InlineData("cr5 cr6", 2, 1, true, "", "p")]
    [InlineData("cw500", 1, 0, true, "cw500", "c")]
    [InlineData("crd5", 1, 0, true, "crd5", "c")]
    [InlineData("pr5", 1, 0, true, "pr5", "c")]
    public void Plan_ends_and_makes(string slots, int csharp, int python, bool mayMake, string end, string make)
    {
        var given = slots.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Slot).ToList();

        var plan = WarmPlan.Decide([.. given.Select(one => one.Slot)], [(CSharp, csharp), (Kind("python3"), python)], mayMake);

        Assert.Equal(end, string.Join(' ', plan.End.Select(slot => given.Single(one => one.Slot == slot).Word)));
        Assert.Equal(make, plan.Make is { } kind ? (kind == CSharp ? "c" : "p") : "");
    }

    [Fact]
    public void Kind_of_other_amounts_or_programs_is_another_kind()
    {
        Assert.Equal(CSharp, Kind(".net-csharp"));
        Assert.NotEqual(CSharp, CSharp with { Programs = "other" });
        Assert.NotEqual(CSharp, CSharp with { Packages = "/packages" });
        Assert.NotEqual(CSharp, CSharp with { Limits = CSharp.Limits with { Profile = CSharp.Limits.Profile with { MemoryBytes = 1 } } });
        Assert.NotEqual(CSharp, CSharp with { Limits = CSharp.Limits with { Holds = CSharp.Limits.Holds with { Memory = true } } });
    }

    private static (string Word, WarmSlot Slot) Slot(string word)
    {
        var age = TimeSpan.FromSeconds(int.Parse(word.TrimStart('c', 'p', 'r', 'w', 'd'), System.Globalization.CultureInfo.InvariantCulture));
        var kind = word[0] == 'c' ? CSharp : Kind("python3");
        var order = new StartSessionOrder(SessionId.Create(), "", null, kind.Kernel, "small", default);
        return (word, new WarmSlot(new SessionRecord(order, 1, 2, 3, kind.Limits, Warm: true), kind, !word.Contains('d'), word.Contains('r'), age));
    }

    private static WarmKind Kind(string kernel) => new(kernel, new SessionLimits(ResourceProfile.Defaults[0], LimitHolds.None), "programs", null);
}
