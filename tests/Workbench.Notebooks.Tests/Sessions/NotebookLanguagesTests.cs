using Workbench.Notebooks.Sessions;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>All languages of one notebook in the real sandbox: compilers, the database inside the kernel, and child kernels.</summary>
public sealed class NotebookLanguagesTests(SessionHost host) : IClassFixture<SessionHost>
{
    [Fact]
    public async Task Every_language_runs_in_the_sandbox_and_shares_tables()
    {
        await using var registry = host.NewRegistry();
        var started = await registry.StartAsync(new SessionOrder("demo-researcher", ".net-csharp"));
        Assert.True(started.Started, started.Refusal?.Message);
        var session = started.Session;

        Assert.Equal("6", await Cells.RunAsync(session, "#!fsharp\n[1; 2; 3] |> List.sum"));
        await Cells.RunAsync(session, "#!sql --name result\nSELECT i, i * 0.5 AS half FROM range(3) r(i)");
        Assert.Equal("(3, 2) 1.5\n", await Cells.RunAsync(session, "#!python\n#!share --from sql result\nprint(result.shape, result.half.sum())"));
        Assert.Equal("3 1.5", await Cells.RunAsync(session, "#!r\n#!share --from python result\ncat(nrow(result), sum(result$half))"));
        Assert.Equal("3", await Cells.RunAsync(session, "#!share --from r result --as back\nback.Rows.Count"));
        await Cells.RunAsync(session, "#!sql --name million\nSELECT i, i::DOUBLE AS d FROM range(1000000) r(i)");
        Assert.Equal("1000000\n", await Cells.RunAsync(session, "#!python\n#!share --from sql million\nprint(len(million))"));
        await registry.StopAsync(session.Id);
    }
}
