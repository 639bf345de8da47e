using System.Text;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>The picture of a session's life in the documentation is drawn from the table that the code runs by.</summary>
public sealed class SessionDiagramTests
{
    [Fact]
    public async Task Diagram_in_the_documentation_is_the_table()
    {
        var page = Render();
        var approved = RepositoryRoot.Combine("docs", "session-states.md");
        var made = Path.Combine(AppContext.BaseDirectory, "session-states.md");
        await File.WriteAllTextAsync(made, page);

        Assert.True(File.Exists(approved) && await File.ReadAllTextAsync(approved) == page, $"The table of states changed. If that is meant: cp {made} docs/session-states.md");
    }

    private static string Render()
    {
        var page = new StringBuilder("""
            # The life of a session

            Drawn from `SessionTransitions` (`src/Workbench.Protocol/SessionLink`), the table that supervisor and server run by. A pair of
            state and event that is not here changes nothing, such as a late "idle" of a kernel that has died. Warming and Warm are slots of
            the warm pool, which are nobody's; a claim makes one of them somebody's session, and nothing leads back.

            ```mermaid
            stateDiagram-v2
                [*] --> Starting
                [*] --> Warming

            """);
        foreach (var group in SessionTransitions.All.GroupBy(row => (row.From, row.To)))
        {
            page.Append($"    {group.Key.From} --> {group.Key.To}: {string.Join(", ", group.Select(row => Words(row.Event)))}\n");
        }

        page.Append("    Ended --> [*]\n```\n\n| from | event | to |\n|---|---|---|\n");
        foreach (var (from, happened, to) in SessionTransitions.All)
        {
            page.Append($"| {from} | {Words(happened)} | {to} |\n");
        }

        return page.ToString();
    }

    private static string Words(SessionEvent happened) =>
        string.Concat(happened.ToString().Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())).Trim();
}
