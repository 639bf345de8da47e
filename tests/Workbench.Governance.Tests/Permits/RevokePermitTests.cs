using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Governance.Tests.Permits;

public sealed class RevokePermitTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("researcher", RefusalCodes.NotAllowed)]
    [InlineData("instructor", RefusalCodes.NotAllowed)]
    [InlineData("data-provider", RefusalCodes.NotAllowed)]
    [InlineData("clinician", RefusalCodes.NotAllowed)]
    [InlineData("[server]", RefusalCodes.NotAllowed)]
    [InlineData("[installer]", RefusalCodes.NotAllowed)]
    [InlineData("steward", null)]
    [InlineData("steward2", null)]
    [InlineData("admin", null)]
    public async Task Revoking_is_for_stewards_and_admins(string who, string? refusal)
    {
        var permit = await _world.PermitAsync();
        var outcome = await RevokePermit.ExecuteAsync(_world.Store, _world.Actors[who], permit.Id, "Trial ended");
        Assert.Equal(refusal, outcome.Refusal?.Code);
        var last = await _world.LastEventAsync();
        Assert.Equal((AuditKinds.PermitRevoked, who, refusal ?? AuditEvent.Done), (last.Kind, last.Person, last.Outcome));
        await using var context = _world.Store.Read();
        var entry = Assert.Single(await FindPermits.ListAsync(context, null, null, _world.Clock.GetUtcNow()));
        Assert.Equal(refusal is null ? PermitStanding.Revoked : PermitStanding.Active, entry.Standing);
    }

    [Fact]
    public async Task Revocation_needs_a_reason_happens_once_and_stands_in_the_clause()
    {
        var permit = await _world.PermitAsync();
        Assert.Equal(RefusalCodes.Invalid, (await RevokePermit.ExecuteAsync(_world.Store, _world.Actors["steward"], permit.Id, " ")).Refusal?.Code);
        var revoked = GovernanceWorld.Expect(await RevokePermit.ExecuteAsync(_world.Store, _world.Actors["steward"], permit.Id, "Trial ended."));
        Assert.Equal(
            "Revoked by steward on 1 March 2026, 12:00 UTC: Trial ended.",
            PermitClauses.Render(revoked, PermitClauses.Revocation).Text);
        Assert.Equal(RefusalCodes.WrongState, (await RevokePermit.ExecuteAsync(_world.Store, _world.Actors["steward"], permit.Id, "Again")).Refusal?.Code);
        Assert.Equal(RefusalCodes.PermitUnknown, (await RevokePermit.ExecuteAsync(_world.Store, _world.Actors["steward"], new("pmt_no"), "x")).Refusal?.Code);
    }

    [Fact]
    public async Task Permits_are_listed_by_person_and_standing_with_last_use_and_ending_soon()
    {
        var permit = await _world.PermitAsync();
        await _world.Store.RecordAsync(new AuditDraft(AuditKinds.TableRead, _world.Actors["researcher"], "table patients") { Permit = permit.Id });
        var used = _world.Clock.GetUtcNow();
        _world.Clock.Move(TimeSpan.FromDays(1));
        await using var context = _world.Store.Read();
        var now = _world.Clock.GetUtcNow();
        var researcher = _world.Actors["researcher"].Person!.Value;
        Assert.Equal(used, Assert.Single(await FindPermits.ListAsync(context, researcher, PermitStanding.Active, now)).LastUsed);
        Assert.Empty(await FindPermits.ListAsync(context, _world.Actors["instructor"].Person, null, now));
        Assert.Empty(await FindPermits.ListAsync(context, null, PermitStanding.Expired, now));
        Assert.Single(await FindPermits.EndingSoonAsync(context, researcher, now, TimeSpan.FromDays(30)));
        Assert.Empty(await FindPermits.EndingSoonAsync(context, researcher, now, TimeSpan.FromDays(28)));
        Assert.Single(await FindPermits.ListAsync(context, null, PermitStanding.Expired, now.AddDays(30)));
    }
}
