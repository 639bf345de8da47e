using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Withdrawals;
using static Workbench.Governance.Withdrawals.WithdrawalState;

namespace Workbench.Governance.Tests.Withdrawals;

public sealed class WithdrawalTests : IAsyncLifetime
{
    private static readonly WithdrawalId Id = new("wdr_1");

    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(Recorded, WithdrawalCommand.Lock, Locked)]
    [InlineData(Recorded, WithdrawalCommand.Complete, null)]
    [InlineData(Locked, WithdrawalCommand.Lock, Locked)]
    [InlineData(Locked, WithdrawalCommand.Complete, Completed)]
    [InlineData(Completed, WithdrawalCommand.Lock, Locked)]
    [InlineData(Completed, WithdrawalCommand.Complete, null)]
    public void State_and_command_lead_to_the_next_state_or_a_refusal(WithdrawalState from, WithdrawalCommand command, WithdrawalState? to)
    {
        var next = WithdrawalTransitions.Table.Next(from, command);

        Assert.Equal((to is not null, to ?? default), (next.Allowed, next.Value));
    }

    [Theory]
    [InlineData("researcher", false, false)]
    [InlineData("instructor", false, false)]
    [InlineData("clinician", false, false)]
    [InlineData("admin", false, false)]
    [InlineData("data-provider", true, false)]
    [InlineData("steward", true, false)]
    [InlineData("[server]", false, false)]
    [InlineData("[installer]", false, false)]
    [InlineData("[deidentify]", false, true)]
    public void Actor_may_record_or_carry_out_by_role(string who, bool record, bool carryOut)
    {
        Assert.Equal(record, WithdrawalPermissions.MayRecord(_world.Actors[who]) is null);
        Assert.Equal(carryOut, WithdrawalPermissions.MayCarryOut(_world.Actors[who]) is null);
    }

    [Fact]
    public async Task Withdrawal_goes_from_recorded_to_completed_with_an_event_for_each_step_and_can_be_run_again()
    {
        GovernanceWorld.Expect(await RecordWithdrawal.ExecuteAsync(_world.Store, _world.Actors["data-provider"], Id));
        Assert.Equal("data-provider withdrew a patient from all cohorts.", AuditSentences.Render(await _world.LastEventAsync()));
        Assert.Equal(RefusalCodes.WrongState, (await CarryOutWithdrawal.CompletedAsync(_world.Store, Actor.Deidentify, Id)).Refusal?.Code);
        GovernanceWorld.Expect(await CarryOutWithdrawal.LockedAsync(_world.Store, Actor.Deidentify, Id, ["lung/v2", "lung/v1"]));
        GovernanceWorld.Expect(await CarryOutWithdrawal.CompletedAsync(_world.Store, Actor.Deidentify, Id));
        GovernanceWorld.Expect(await CarryOutWithdrawal.LockedAsync(_world.Store, Actor.Deidentify, Id, ["breast/v1"]));

        Assert.Equal("[deidentify] locked every version with the withdrawn patient (breast/v1, lung/v1, lung/v2).", AuditSentences.Render(await _world.LastEventAsync()));
        await using var context = _world.Store.Read();
        Assert.Equal(["breast/v1", "lung/v1", "lung/v2"], (await context.Withdrawals.SingleAsync()).Snapshots);
        Assert.True((await _world.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Withdrawal_that_is_recorded_again_stays_the_one_it_was()
    {
        GovernanceWorld.Expect(await RecordWithdrawal.ExecuteAsync(_world.Store, _world.Actors["data-provider"], Id));

        Assert.Equal("data-provider", GovernanceWorld.Expect(await RecordWithdrawal.ExecuteAsync(_world.Store, _world.Actors["steward"], Id)).RecordedBy);
    }

    [Fact]
    public async Task Refused_withdrawal_is_recorded_as_refused()
    {
        Assert.False((await RecordWithdrawal.ExecuteAsync(_world.Store, _world.Actors["researcher"], Id)).Allowed);

        Assert.Equal((AuditKinds.WithdrawalRecorded, RefusalCodes.NotAllowed), ((await _world.LastEventAsync()).Kind, (await _world.LastEventAsync()).Outcome));
    }
}
