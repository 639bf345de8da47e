using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Reidentifications;
using static Workbench.Governance.Reidentifications.ReidentificationCommand;
using static Workbench.Governance.Reidentifications.ReidentificationState;

namespace Workbench.Governance.Tests.Reidentifications;

public sealed class ReidentificationTests : IAsyncLifetime
{
    private static readonly ReidentificationId Id = new("rei_1");

    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void Every_state_and_command_has_a_next_state_or_a_refusal()
    {
        var allowed = new Dictionary<(ReidentificationState, ReidentificationCommand), ReidentificationState>
        {
            [(Requested, Approve)] = Approved, [(Requested, Decline)] = Declined, [(Requested, Cancel)] = Cancelled,
            [(Approved, Cancel)] = Cancelled, [(Approved, Answer)] = Answered,
        };
        foreach (var state in Enum.GetValues<ReidentificationState>())
        {
            foreach (var command in Enum.GetValues<ReidentificationCommand>())
            {
                var next = ReidentificationTransitions.Table.Next(state, command);
                Assert.Equal(allowed.TryGetValue((state, command), out var to), next.Allowed);
                Assert.Equal(to, next.Value);
            }
        }
    }

    // The request is data-provider's own.
    [Theory]
    [InlineData("researcher", false, false, false)]
    [InlineData("instructor", false, false, false)]
    [InlineData("admin", false, false, false)]
    [InlineData("clinician", true, false, false)]
    [InlineData("data-provider", true, false, true)]
    [InlineData("steward", true, true, false)]
    [InlineData("[installer]", false, false, false)]
    [InlineData("[server]", false, false, false)]
    [InlineData("[deidentify]", false, false, false)]
    public async Task Actor_may_request_decide_or_be_answered_by_role(string who, bool request, bool decide, bool answer)
    {
        var actor = _world.Actors[who];
        var asked = await RequestedAsync("data-provider");

        Assert.Equal(request, ReidentificationPermissions.MayRequest(actor) is null);
        Assert.Equal((decide, decide), (ReidentificationPermissions.May(actor, Approve, asked) is null, ReidentificationPermissions.May(actor, Decline, asked) is null));
        Assert.Equal((answer, answer), (ReidentificationPermissions.May(actor, Answer, asked) is null, ReidentificationPermissions.May(actor, Cancel, asked) is null));
    }

    [Fact]
    public async Task Two_people_lead_to_one_answer_and_each_step_is_in_the_audit()
    {
        await RequestedAsync("data-provider");
        GovernanceWorld.Expect(await DecideReidentification.ApproveAsync(_world.Store, _world.Actors["steward"], Id));
        Assert.Equal("steward approved that data-provider learns who stands behind a pseudonym of lung/v1.", AuditSentences.Render(await _world.LastEventAsync()));
        GovernanceWorld.Expect(await DecideReidentification.AnswerAsync(_world.Store, _world.Actors["data-provider"], Id, isFound: true));
        Assert.Equal("data-provider learned who stands behind a pseudonym of lung/v1 (found: yes).", AuditSentences.Render(await _world.LastEventAsync()));

        Assert.Equal(RefusalCodes.WrongState, (await DecideReidentification.AnswerAsync(_world.Store, _world.Actors["data-provider"], Id, isFound: true)).Refusal?.Code);
        Assert.True((await _world.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Steward_who_asked_needs_another_steward()
    {
        await RequestedAsync("steward");

        Assert.Equal(RefusalCodes.OwnMatter, (await DecideReidentification.ApproveAsync(_world.Store, _world.Actors["steward"], Id)).Refusal?.Code);
        GovernanceWorld.Expect(await DecideReidentification.ApproveAsync(_world.Store, _world.Actors["steward2"], Id));
        Assert.Equal(RefusalCodes.NotAllowed, (await DecideReidentification.AnswerAsync(_world.Store, _world.Actors["steward2"], Id, true)).Refusal?.Code);
    }

    [Fact]
    public async Task Answer_without_an_approval_is_refused()
    {
        await RequestedAsync("data-provider");

        Assert.Equal(RefusalCodes.WrongState, (await DecideReidentification.AnswerAsync(_world.Store, _world.Actors["data-provider"], Id, true)).Refusal?.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Time_that_is_over_ends_it_before_and_after_the_approval(bool approved)
    {
        await RequestedAsync("data-provider");
        if (approved)
        {
            GovernanceWorld.Expect(await DecideReidentification.ApproveAsync(_world.Store, _world.Actors["steward"], Id));
        }

        _world.Clock.Move(TimeSpan.FromHours(24));

        var outcome = approved
            ? await DecideReidentification.AnswerAsync(_world.Store, _world.Actors["data-provider"], Id, true)
            : await DecideReidentification.ApproveAsync(_world.Store, _world.Actors["steward"], Id);
        Assert.Equal(RefusalCodes.ReidentificationExpired, outcome.Refusal?.Code);
        Assert.Equal(RefusalCodes.ReidentificationExpired, (await _world.LastEventAsync()).Outcome);
    }

    [Fact]
    public async Task Person_who_lost_the_role_meanwhile_gets_no_answer()
    {
        await RequestedAsync("data-provider");
        GovernanceWorld.Expect(await DecideReidentification.ApproveAsync(_world.Store, _world.Actors["steward"], Id));
        var former = Actor.Of(GovernanceWorld.Expect(await ChangePerson.ExecuteAsync(_world.Store, _world.Actors["admin"], "data-provider", null, active: false)));

        Assert.Equal(RefusalCodes.NotAllowed, (await DecideReidentification.AnswerAsync(_world.Store, former, Id, true)).Refusal?.Code);
    }

    [Theory]
    [InlineData("lung", 1, "", 24, RefusalCodes.Invalid)]
    [InlineData("lung", 1, "incidental finding", 0, RefusalCodes.Invalid)]
    [InlineData("lung", 1, "incidental finding", 169, RefusalCodes.Invalid)]
    [InlineData("lung", 9, "incidental finding", 24, RefusalCodes.SnapshotMissing)]
    [InlineData("liver", 1, "incidental finding", 24, RefusalCodes.CohortUnknown)]
    public async Task Request_that_is_not_whole_is_refused(string cohort, int version, string reason, int hours, string code) =>
        Assert.Equal(code, (await RequestReidentification.ExecuteAsync(
            _world.Store, _world.Actors["data-provider"], Id, cohort, version, new string('0', 64), reason, TimeSpan.FromHours(hours))).Refusal?.Code);

    [Fact]
    public async Task Declined_or_cancelled_question_gets_no_answer()
    {
        await RequestedAsync("data-provider");
        Assert.Equal(RefusalCodes.Invalid, (await DecideReidentification.DeclineAsync(_world.Store, _world.Actors["steward"], Id, " ")).Refusal?.Code);
        GovernanceWorld.Expect(await DecideReidentification.DeclineAsync(_world.Store, _world.Actors["steward"], Id, "not needed"));
        Assert.Equal(RefusalCodes.WrongState, (await DecideReidentification.ApproveAsync(_world.Store, _world.Actors["steward"], Id)).Refusal?.Code);
        Assert.Equal(RefusalCodes.WrongState, (await DecideReidentification.CancelAsync(_world.Store, _world.Actors["data-provider"], Id)).Refusal?.Code);
    }

    private async Task<Reidentification> RequestedAsync(string who) => GovernanceWorld.Expect(await RequestReidentification.ExecuteAsync(
        _world.Store, _world.Actors[who], Id, "lung", 1, new string('0', 64), "incidental finding", TimeSpan.FromHours(24)));
}
