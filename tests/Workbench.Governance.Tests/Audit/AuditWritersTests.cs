using System.Diagnostics;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Tests.Audit;

public sealed class AuditWritersTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Several_writers_at_once_make_one_chain_without_gaps()
    {
        var before = (await _world.VerifyAsync()).Total;
        var stores = Enumerable.Range(0, 3).Select(_ => GovernanceStore.Open(_world.Options, _world.Clock)).ToList();
        await Task.WhenAll(stores.SelectMany(store => Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            store.RecordAsync(new AuditDraft(AuditKinds.SessionStarted, Actor.Server, $"session {i}"))))));
        stores.ForEach(store => store.Dispose());
        var verdict = await _world.VerifyAsync();
        Assert.Null(verdict.Fault);
        Assert.Equal(before + 120, verdict.VerifiedTo);
    }

    [Fact]
    public async Task Writer_waits_for_another_process_that_holds_the_database()
    {
        using var other = Process.Start(new ProcessStartInfo("python3")
        {
            ArgumentList =
            {
                "-c",
                $"""
                import sqlite3, sys, time
                db = sqlite3.connect({System.Text.Json.JsonSerializer.Serialize(_world.Options.Location)}, isolation_level=None)
                db.execute("BEGIN IMMEDIATE")
                print("held", flush=True)
                time.sleep(1)
                db.execute("UPDATE Cohorts SET Description = 'changed by another process'")
                db.execute("COMMIT")
                """,
            },
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        await _world.Store.RecordAsync(new AuditDraft(AuditKinds.SessionStarted, Actor.Server, "session x"));
        await other.WaitForExitAsync();
        Assert.Equal(0, other.ExitCode);
        Assert.True((await _world.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Verifying_does_not_keep_writers_out()
    {
        await using var context = _world.Store.Read();
        var reading = AuditVerifier.VerifyAsync(context);
        await _world.Store.RecordAsync(new AuditDraft(AuditKinds.SessionStarted, Actor.Server, "session x"));
        Assert.True((await reading).Valid);
        Assert.True((await _world.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Refused_decision_changes_nothing_but_the_audit()
    {
        var outcome = await _world.Store.CommitAsync<bool>((context, _) =>
        {
            context.People.Add(new Workbench.Governance.People.Person
            {
                Id = new("per_x"), Name = "smuggled", DisplayName = "Smuggled", Roles = [Workbench.Governance.People.Role.Admin],
            });
            return Task.FromResult(new Decision<bool>(
                new Refusal(RefusalCodes.NotAllowed, "No."), new AuditDraft(AuditKinds.PersonAdded, Actor.Server, "person smuggled")));
        });
        Assert.False(outcome.Allowed);
        await using var read = _world.Store.Read();
        Assert.DoesNotContain(read.People, one => one.Name == "smuggled");
        Assert.Equal(RefusalCodes.NotAllowed, (await _world.LastEventAsync()).Outcome);
    }
}
