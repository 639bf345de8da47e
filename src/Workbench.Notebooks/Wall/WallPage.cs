using System.Text;

namespace Workbench.Notebooks.Wall;

/// <summary>The page of the documentation about the wall, written from what a run gave.</summary>
public static class WallPage
{
    private const string Introduction = """
        # The wall

        What happens when a cell tries to get out. Every line is an attack of `tests/redteam/attacks.json`, run as a cell of C#, Python and R
        in a real sandbox on a real host with a real broker, and again where there is no sandbox. This page is written by that run
        (`RedTeamTests`); `./workbench wall` runs the same attacks against a Workbench that is up, and so do admins by
        `POST /api/workbench/wall`.

        - **blocked**: the attack failed. **bounded**: it ran into the session's limit, and another session went on answering.
          **known**: it is open, and said to be in [boundaries.md](boundaries.md).
        - The last column says where the same cell *works*, so that "blocked" means something: *uid*, as an ordinary user of the host without
          the sandbox; *root*, as root without the sandbox, because an ordinary user cannot do it either; *careless broker*, against a broker
          that says yes to everything.

        """;

    /// <param name="inside">Results in the sandbox.</param>
    /// <param name="outside">Results without it; null when they were not tried.</param>
    public static string Render(IReadOnlyList<AttackResult> inside, IReadOnlyList<AttackResult>? outside)
    {
        var page = new StringBuilder(Introduction);
        var languages = AttackCode.All.Select(code => code.Title).ToList();
        page.Append($"\n{AttackPack.All.Count} attacks from {languages.Count} languages.\n");
        foreach (var group in AttackPack.All.GroupBy(attack => attack.Group))
        {
            page.Append($"\n## {char.ToUpperInvariant(group.Key[0])}{group.Key[1..]}\n\n");
            page.Append($"| attack | aim | held by | {string.Join(" | ", languages)} | works |\n");
            page.Append($"|---|---|---|{string.Concat(languages.Select(_ => "---|"))}---|\n");
            foreach (var attack in group)
            {
                var words = languages.Select(language => Word(attack, inside.FirstOrDefault(result => result.Attack == attack.Name && result.Language == language)));
                page.Append($"| {attack.Name} | {attack.Aim} | {attack.HeldBy} | {string.Join(" | ", words)} | {Works(attack, outside)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Word(Attack attack, AttackResult? result) => result switch
    {
        null => "not run",
        { Holds: true } => attack.Expect,
        { Open: true } => "**OPEN**",
        _ => "**FAILED**",
    };

    private static string Works(Attack attack, IReadOnlyList<AttackResult>? outside) =>
        outside is null ? "not run" : outside.Where(result => result.Attack == attack.Name).All(result => result.Open == true) ? attack.Control : "**NOWHERE**";
}
