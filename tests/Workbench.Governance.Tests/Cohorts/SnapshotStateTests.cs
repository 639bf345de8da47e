using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;

namespace Workbench.Governance.Tests.Cohorts;

public sealed class SnapshotStateTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(SnapshotState.Open, SnapshotCommand.Supersede, SnapshotState.Superseded)]
    [InlineData(SnapshotState.Open, SnapshotCommand.Lock, SnapshotState.Locked)]
    [InlineData(SnapshotState.Superseded, SnapshotCommand.Supersede, null)]
    [InlineData(SnapshotState.Superseded, SnapshotCommand.Lock, SnapshotState.Locked)]
    [InlineData(SnapshotState.Locked, SnapshotCommand.Supersede, null)]
    [InlineData(SnapshotState.Locked, SnapshotCommand.Lock, null)]
    public void State_and_command_lead_to_the_next_state_or_a_refusal(SnapshotState from, SnapshotCommand command, SnapshotState? to)
    {
        var next = SnapshotTransitions.Table.Next(from, command);

        Assert.Equal((to is not null, to ?? default), (next.Allowed, next.Value));
        Assert.Equal(to is null ? RefusalCodes.WrongState : null, next.Refusal?.Code);
    }

    [Theory]
    [InlineData("steward")]
    [InlineData("admin")]
    [InlineData("data-provider")]
    [InlineData("researcher")]
    [InlineData("[server]")]
    [InlineData("[installer]")]
    public async Task Version_is_closed_and_built_again_by_the_raw_side_alone(string who)
    {
        var id = (await SnapshotAsync(1)).Id;

        Assert.Equal(RefusalCodes.NotAllowed, (await CloseSnapshot.LockAsync(_world.Store, _world.Actors[who], id, SnapshotStateReasons.PatientWithdrawn, "test")).Refusal?.Code);
        Assert.Equal(RefusalCodes.NotAllowed, (await CloseSnapshot.SupersedeAsync(_world.Store, _world.Actors[who], id, SnapshotStateReasons.KeyRotated, "test")).Refusal?.Code);
        Assert.Equal(RefusalCodes.NotAllowed, (await RebuildSnapshot.ExecuteAsync(_world.Store, _world.Actors[who], id, "test")).Refusal?.Code);
        Assert.Equal(SnapshotState.Open, (await SnapshotAsync(1)).State);
    }

    [Fact]
    public async Task Locked_version_is_refused_under_a_permit_that_let_it_through_a_moment_before()
    {
        var permit = await _world.PermitAsync();
        Assert.True((await DecideAsync(permit, null)).Allowed);

        await LockAsync(1);

        var refused = (await DecideAsync(permit, null)).Refusal!;
        Assert.Equal((RefusalCodes.SnapshotLocked, PermitClauses.Cohort), (refused.Code, refused.Clause?.Number));
        Assert.Contains("is locked: it holds data of a patient who was withdrawn", refused.Message, StringComparison.Ordinal);
        Assert.Contains("not built yet", refused.NextStep, StringComparison.Ordinal);
        var recorded = await _world.LastEventAsync();
        Assert.Equal((AuditKinds.SnapshotLocked, "lung/v1", "[deidentify]"), (recorded.Kind, recorded.Snapshot, recorded.Person));
        Assert.Equal("[deidentify] locked lung/v1: it holds data of a patient who was withdrawn.", AuditSentences.Render(recorded));
    }

    [Fact]
    public async Task Newest_version_is_read_again_once_it_is_built_and_the_locked_one_names_it()
    {
        var permit = await _world.PermitAsync();
        await LockAsync(1);
        await _world.SnapshotAsync();

        Assert.Equal(2, (await DecideAsync(permit, null)).Value?.Version);
        var refused = (await DecideAsync(permit, 1)).Refusal!;
        Assert.Equal((RefusalCodes.SnapshotLocked, "Use version 2, which took its place."), (refused.Code, refused.NextStep));
    }

    [Fact]
    public async Task Permit_of_the_locked_version_alone_is_told_to_ask_for_the_next()
    {
        var permit = await _world.PermitAsync(new GrantChanges { ToVersion = 1 });
        await LockAsync(1);
        await _world.SnapshotAsync();

        Assert.Contains("outside this permit", (await DecideAsync(permit, null)).Refusal?.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_version_is_not_handed_out_in_silence_for_a_locked_newest_one()
    {
        var permit = await _world.PermitAsync();
        await _world.SnapshotAsync();
        await LockAsync(2);

        Assert.Equal(RefusalCodes.SnapshotLocked, (await DecideAsync(permit, null)).Refusal?.Code);
        Assert.Equal(1, (await DecideAsync(permit, 1)).Value?.Version);
    }

    [Fact]
    public async Task Superseded_version_is_still_read()
    {
        var permit = await _world.PermitAsync();
        GovernanceWorld.Expect(await CloseSnapshot.SupersedeAsync(_world.Store, Actor.Deidentify, (await SnapshotAsync(1)).Id, SnapshotStateReasons.KeyRotated, "test"));

        Assert.Equal(1, (await DecideAsync(permit, null)).Value?.Version);
        Assert.Equal((SnapshotState.Superseded, SnapshotStateReasons.KeyRotated), ((await SnapshotAsync(1)).State, (await SnapshotAsync(1)).StateReason));
    }

    [Fact]
    public async Task Cohort_whose_only_version_is_locked_takes_no_request_and_shows_no_version()
    {
        await LockAsync(1);

        Assert.Equal(RefusalCodes.SnapshotMissing, (await SubmitRequest.ExecuteAsync(_world.Store, _world.Actors["researcher"], _world.Form())).Refusal?.Code);
        await using var context = _world.Store.Read();
        var person = await context.People.SingleAsync(one => one.Name == "researcher");
        Assert.Null(Assert.Single(await FindAccess.ListAsync(context, person, null, _world.Clock.GetUtcNow())).Newest);
    }

    [Fact]
    public async Task Version_is_built_again_as_it_was_ordered_and_one_waiting_rebuild_is_enough()
    {
        var snapshot = await SnapshotAsync(1);

        var order = GovernanceWorld.Expect(await RebuildSnapshot.ExecuteAsync(_world.Store, Actor.Deidentify, snapshot.Id, "withdrawal wdr_1"));
        var again = GovernanceWorld.Expect(await RebuildSnapshot.ExecuteAsync(_world.Store, Actor.Deidentify, snapshot.Id, "withdrawal wdr_1"));

        Assert.Equal(order.Id, again.Id);
        Assert.Equal(
            (OrderState.Approved, "lung-source", "research", "withdrawal wdr_1", snapshot.CohortId),
            (order.State, order.Source, order.Purpose, order.Cause, order.CohortId));
        GovernanceWorld.Expect(await BuildOrder.StartAsync(_world.Store, order.Id));
        GovernanceWorld.Expect(await BuildOrder.CompleteAsync(_world.Store, order.Id, GovernanceWorld.Registration(2, 'b') with { KeyGeneration = 2 }));
        Assert.Equal(("research", 2), ((await SnapshotAsync(2)).KeyPurpose, (await SnapshotAsync(2)).KeyGeneration));
    }

    private async Task LockAsync(int version) => GovernanceWorld.Expect(await CloseSnapshot.LockAsync(
        _world.Store, Actor.Deidentify, (await SnapshotAsync(version)).Id, SnapshotStateReasons.PatientWithdrawn, "withdrawal wdr_1"));

    private async Task<CohortSnapshot> SnapshotAsync(int version)
    {
        await using var context = _world.Store.Read();
        return await context.Snapshots.SingleAsync(one => one.Version == version);
    }

    private async Task<Outcome<AccessGrant>> DecideAsync(Permit permit, int? version)
    {
        await using var context = _world.Store.Read();
        var person = await context.People.SingleAsync(one => one.Name == "researcher");
        Assert.True(permit.Names(person.Id));
        return await PermitCheck.DecideAsync(
            context, new AccessQuestion(person, null, "lung", Level.Rows) { Version = version, Table = "patients" }, _world.Clock.GetUtcNow());
    }
}
