using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>Sessions from start to end, in the real sandbox.</summary>
public sealed class SessionLifeTests(SessionHost host) : IClassFixture<SessionHost>
{
    [Fact]
    public async Task Session_python_cell_gives_its_output_twice_the_same()
    {
        await using var registry = host.NewRegistry();
        var session = await StartAsync(registry, "python3");

        Assert.Contains("42", await Cells.RunAsync(session, "print(6 * 7)"), StringComparison.Ordinal);

        var last = (await session.MeasureAsync()).LastSequence;
        var first = await Cells.ReadUntilAsync(session, 0, entry => entry.Sequence == last);
        var second = await Cells.ReadUntilAsync(session, 0, entry => entry.Sequence == last);
        Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), first.Select(entry => entry.Sequence));
        Assert.Equal(first.Select(JournalEntryFormat.Encode), second.Select(JournalEntryFormat.Encode));
        Assert.True(await registry.StopAsync(session.Id));
    }

    private static async Task<KernelSession> StartAsync(SessionRegistry registry, string spec)
    {
        var start = await registry.StartAsync(new SessionOrder("demo-researcher", spec));
        Assert.True(start.Started, start.Refusal?.Message);
        return start.Session;
    }
}
