using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;

namespace Workbench.Governance.Tests.Requests;

public sealed class RequestUseCaseTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    public static TheoryData<string, Func<RequestForm, RequestForm>, string> BadForms => new()
    {
        { "no purpose", form => form with { Purpose = " " }, RefusalCodes.Invalid },
        { "no justification", form => form with { Justification = "" }, RefusalCodes.Invalid },
        { "endless justification", form => form with { Justification = new string('x', 4001) }, RefusalCodes.Invalid },
        { "no tables", form => form with { Tables = [] }, RefusalCodes.Invalid },
        { "no columns", form => form with { Tables = [new("patients", [])] }, RefusalCodes.Invalid },
        { "unknown table", form => form with { Tables = [new("nothing", ["age"])] }, RefusalCodes.Invalid },
        { "table twice", form => form with { Tables = [new("patients", ["age"]), new("patients", ["sex"])] }, RefusalCodes.Invalid },
        { "unknown column", form => form with { Tables = [new("patients", ["Age"])] }, RefusalCodes.Invalid },
        { "column twice", form => form with { Tables = [new("patients", ["age", "age"])] }, RefusalCodes.Invalid },
        { "end in the past", form => form with { Until = form.Until.AddDays(-31) }, RefusalCodes.Invalid },
        { "endless", form => form with { Until = form.Until.AddYears(4) }, RefusalCodes.Invalid },
        { "unknown level", form => form with { Level = (Level)7 }, RefusalCodes.Invalid },
        { "unknown cohort", form => form with { Cohort = "nothing" }, RefusalCodes.CohortUnknown },
        { "unknown project", form => form with { Project = "nothing" }, RefusalCodes.ProjectUnknown },
        { "person outside the project", form => form with { Persons = ["outsider"] }, RefusalCodes.NotAMember },
        { "unknown person", form => form with { Persons = ["nobody"] }, RefusalCodes.NotAMember },
    };

    [Theory]
    [MemberData(nameof(BadForms))]
    public async Task Form_that_is_not_in_order_is_refused_and_nothing_is_kept(string what, Func<RequestForm, RequestForm> spoil, string code)
    {
        var outcome = await SubmitRequest.ExecuteAsync(_world.Store, _world.Actors["researcher"], spoil(_world.Form()));
        Assert.True(outcome.Refusal?.Code == code, $"{what}: {outcome.Refusal?.Code}");
        Assert.Equal(code, (await _world.LastEventAsync()).Outcome);
        await using var context = _world.Store.Read();
        Assert.Empty(await context.Requests.ToListAsync());
    }

    [Fact]
    public async Task Request_is_granted_as_asked_and_recorded()
    {
        var permit = await _world.PermitAsync();
        Assert.Equal((Level.Rows, 1, null, PermitStanding.Active), (permit.Level, permit.FromVersion, permit.ToVersion, permit.Standing(_world.Clock.GetUtcNow())));
        Assert.Equal(["patient", "age", "status"], Assert.Single(permit.Tables).Columns);
        Assert.Equal("researcher", Assert.Single(permit.Persons).Person!.Name);
        var last = await _world.LastEventAsync();
        Assert.Equal((AuditKinds.RequestGranted, "steward", AuditEvent.Done, permit.Id.Value, "lung"), (last.Kind, last.Person, last.Outcome, last.Permit, last.Cohort));
        Assert.Equal("steward granted researcher access to lung at level rows until 31 March 2026, 12:00 UTC.", AuditSentences.Render(last));
    }

    [Fact]
    public async Task Second_open_request_for_the_same_cohort_is_refused_until_the_first_is_closed()
    {
        var first = await _world.RequestAsync();
        var again = await SubmitRequest.ExecuteAsync(_world.Store, _world.Actors["researcher"], _world.Form());
        Assert.Equal(RefusalCodes.AlreadyRequested, again.Refusal?.Code);
        GovernanceWorld.Expect(await CloseRequest.WithdrawAsync(_world.Store, _world.Actors["researcher"], first.Id));
        await _world.RequestAsync();
    }

    [Fact]
    public async Task Row_filter_in_a_request_is_left_out()
    {
        var request = GovernanceWorld.Expect(await SubmitRequest.ExecuteAsync(
            _world.Store, _world.Actors["researcher"], _world.Form(new PermittedTable("patients", ["age"], "TRUE"))));
        Assert.Null(Assert.Single(request.Tables).RowFilter);
    }

    [Fact]
    public async Task Grant_that_goes_beyond_the_request_is_refused()
    {
        foreach (var changes in new GrantChanges[]
        {
            new() { Level = Level.Images }, new() { Until = _world.Clock.GetUtcNow().AddDays(31) },
            new() { Tables = [new("patients", ["age", "sex"])] }, new() { Tables = [new("visits", ["day"])] },
        })
        {
            var request = await _world.RequestAsync();
            var outcome = await GrantRequest.ExecuteAsync(_world.Store, _world.Actors["steward"], request.Id, changes, null);
            Assert.Equal(RefusalCodes.GrantExceedsRequest, outcome.Refusal?.Code);
            await CloseRequest.WithdrawAsync(_world.Store, _world.Actors["researcher"], request.Id);
        }

        await using var context = _world.Store.Read();
        Assert.Empty(await context.Permits.ToListAsync());
    }

    [Fact]
    public async Task Grant_can_narrow_level_columns_rows_versions_and_end()
    {
        var permit = await _world.PermitAsync(new GrantChanges
        {
            Level = Level.Aggregate, Tables = [new("patients", ["age"], "age < 90")], FromVersion = 1, ToVersion = 1,
            Until = _world.Clock.GetUtcNow().AddDays(1),
        });
        Assert.Equal((Level.Aggregate, 1, "age < 90"), (permit.Level, permit.ToVersion, permit.Tables[0].RowFilter));
        Assert.True(permit.Covers(1));
        Assert.False(permit.Covers(2));
        var clauses = PermitClauses.Render(permit);
        Assert.Equal("Only these rows: table patients where age < 90.", clauses[PermitClauses.Rows - 1].Text);
        Assert.Equal("It ends on 2 March 2026, 12:00 UTC.", clauses[PermitClauses.Expiry - 1].Text);
        Assert.Equal("It covers the cohort \"lung\", version 1 only.", clauses[PermitClauses.Cohort - 1].Text);
    }

    [Fact]
    public async Task Row_filter_needs_a_check_that_accepts_it()
    {
        var changes = new GrantChanges { Tables = [new("patients", ["age"], "age < 90")] };
        var request = await _world.RequestAsync();
        var unchecked_ = await GrantRequest.ExecuteAsync(_world.Store, _world.Actors["steward"], request.Id, changes, null);
        Assert.Equal(RefusalCodes.FilterRefused, unchecked_.Refusal?.Code);
        var rejected = await GrantRequest.ExecuteAsync(
            _world.Store, _world.Actors["steward"], request.Id, changes,
            (cohort, version, table, filter) => new Refusal("filter-refused", $"{cohort} {version} {table} {filter}"));
        Assert.Equal("lung 1 patients age < 90", rejected.Refusal?.Message);
    }

    [Fact]
    public async Task Own_request_is_not_decided_by_the_steward_who_made_it()
    {
        var request = await _world.RequestAsync("steward2");
        var granted = await GrantRequest.ExecuteAsync(_world.Store, _world.Actors["steward2"], request.Id, new GrantChanges(), null);
        Assert.Equal(RefusalCodes.OwnMatter, granted.Refusal?.Code);
        Assert.Equal(RefusalCodes.OwnMatter, (await _world.LastEventAsync()).Outcome);
        GovernanceWorld.Expect(await GrantRequest.ExecuteAsync(_world.Store, _world.Actors["steward"], request.Id, new GrantChanges(), null));
    }

    [Fact]
    public async Task Decline_needs_a_reason_and_is_final()
    {
        var request = await _world.RequestAsync();
        Assert.Equal(RefusalCodes.Invalid, (await CloseRequest.DeclineAsync(_world.Store, _world.Actors["steward"], request.Id, " ")).Refusal?.Code);
        var declined = GovernanceWorld.Expect(await CloseRequest.DeclineAsync(_world.Store, _world.Actors["steward"], request.Id, "Too many columns"));
        Assert.Equal((RequestState.Declined, "Too many columns", "steward"), (declined.State, declined.DecisionReason, declined.DecidedBy));
        Assert.Equal(RefusalCodes.WrongState, (await GrantRequest.ExecuteAsync(_world.Store, _world.Actors["steward"], request.Id, new GrantChanges(), null)).Refusal?.Code);
    }

    [Fact]
    public async Task Review_shows_the_newest_snapshot_and_past_permits()
    {
        var old = await _world.PermitAsync();
        var request = await _world.RequestAsync();
        await using var context = _world.Store.Read();
        var review = (await Review.OfAsync(context, request.Id))!;
        Assert.Equal((1, 228), (review.Newest!.Version, review.Newest.Patients));
        Assert.Equal(old.Id, Assert.Single(review.PastPermits).Id);
        Assert.Equal(1, await FindRequests.CountForReviewAsync(context, _world.Actors["steward"].Person!.Value));
    }

    [Fact]
    public async Task Preview_names_the_newest_snapshot_refuses_what_it_has_not_and_records_nothing()
    {
        var before = (await _world.LastEventAsync()).Sequence;
        await using var context = _world.Store.Read();
        var preview = GovernanceWorld.Expect(await PreviewRequest.ExecuteAsync(context, "lung", [new("visits", ["day"])]));
        Assert.Equal(("lung", 1), (preview.Cohort.Name, preview.Newest.Version));
        Assert.Equal(before, (await _world.LastEventAsync()).Sequence);
        Assert.Equal(RefusalCodes.Invalid, (await PreviewRequest.ExecuteAsync(context, "lung", [])).Refusal?.Code);
        Assert.Equal(RefusalCodes.Invalid, (await PreviewRequest.ExecuteAsync(context, "lung", [new("visits", ["nights"])])).Refusal?.Code);
        Assert.Equal(RefusalCodes.CohortUnknown, (await PreviewRequest.ExecuteAsync(context, "none", [])).Refusal?.Code);
    }

    [Fact]
    public async Task Access_goes_from_none_to_requested_to_granted_and_back()
    {
        Assert.Equal(AccessState.None, (await AccessAsync()).State);
        var request = await _world.RequestAsync();
        Assert.Equal((AccessState.Requested, request.Id), ((await AccessAsync()).State, (await AccessAsync()).Request!.Id));
        var granted = GovernanceWorld.Expect(await GrantRequest.ExecuteAsync(_world.Store, _world.Actors["steward"], request.Id, new GrantChanges(), null));
        Assert.Equal((AccessState.Granted, granted.PermitId), ((await AccessAsync()).State, (await AccessAsync()).Permit?.Id));
        GovernanceWorld.Expect(await RevokePermit.ExecuteAsync(_world.Store, _world.Actors["steward"], granted.PermitId!.Value, "Ended"));
        Assert.Equal(AccessState.None, (await AccessAsync()).State);
    }

    private async Task<CohortAccess> AccessAsync()
    {
        await using var context = _world.Store.Read();
        var person = await context.People.SingleAsync(one => one.Name == "researcher");
        return Assert.Single(await FindAccess.ListAsync(context, person, null, _world.Clock.GetUtcNow()));
    }
}
