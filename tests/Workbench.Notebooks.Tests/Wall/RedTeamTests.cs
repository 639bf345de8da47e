using Workbench.Notebooks.Tests.Sessions;
using Workbench.Notebooks.Wall;

namespace Workbench.Notebooks.Tests.Wall;

/// <summary>
/// Every attack of tests/redteam from every language: it must fail in the sandbox, and the same cell must succeed where there is
/// none. A check that cannot fail proves nothing.
/// </summary>
public sealed class RedTeamTests(RedTeamRun run) : IClassFixture<RedTeamRun>
{
    public static TheoryData<string, string> Attacks()
    {
        var rows = new TheoryData<string, string>();
        foreach (var attack in AttackPack.All)
        {
            AttackCode.All.ToList().ForEach(code => rows.Add(attack.Name, code.Title));
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_fails_in_the_sandbox_and_works_without_it(string attack, string language)
    {
        var inside = run.Inside.Single(result => (result.Attack, result.Language) == (attack, language));
        Assert.True(inside.Holds, $"in the sandbox: {(inside.Open == true ? "OPEN" : inside.Detail)}");
        if (SessionHost.IsRoot)
        {
            var outside = run.Outside.Single(result => (result.Attack, result.Language) == (attack, language));
            Assert.True(outside.Open, $"without the sandbox it did not work: {outside.Detail}");
        }
    }

    [Fact]
    public void Pack_has_at_least_sixty_attacks_of_different_names() => Assert.True(AttackPack.All.DistinctBy(attack => attack.Name).Count() is >= 60 and var count && count == AttackPack.All.Count);

    [Fact]
    public async Task Page_of_the_documentation_is_what_this_run_gives()
    {
        var page = WallPage.Render(run.Inside, SessionHost.IsRoot ? run.Outside : null);
        var approved = RepositoryRoot.Combine("docs", "wall.md");
        var made = RepositoryRoot.Combine("artifacts", "wall.md");
        await File.WriteAllTextAsync(made, page);

        Assert.True(!SessionHost.IsRoot || (File.Exists(approved) && await File.ReadAllTextAsync(approved) == page), $"docs/wall.md differs from this run. If the run is right, copy {made} over it.");
    }
}
