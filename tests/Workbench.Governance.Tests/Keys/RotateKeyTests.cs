using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Keys;

namespace Workbench.Governance.Tests.Keys;

public sealed class RotateKeyTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("researcher", "trial", "research", "yearly", RefusalCodes.NotAllowed)]
    [InlineData("data-provider", "trial", "research", "yearly", RefusalCodes.NotAllowed)]
    [InlineData("[server]", "trial", "research", "yearly", RefusalCodes.NotAllowed)]
    [InlineData("steward", "trial", "research", " ", RefusalCodes.Invalid)]
    [InlineData("steward", "trial", "../research", "yearly", RefusalCodes.Invalid)]
    [InlineData("steward", "trail", "research", "yearly", RefusalCodes.ProjectUnknown)]
    [InlineData("steward", "trial", "research", "yearly", null)]
    [InlineData("admin", "trial", "research", "yearly", null)]
    public async Task Key_is_made_only_when_it_is_allowed_and_recorded(string who, string project, string purpose, string reason, string? code)
    {
        var made = 0;

        var outcome = await RotateKey.ExecuteAsync(_world.Store, _world.Actors[who], project, purpose, reason, false, _ => ++made + 1);

        Assert.Equal((code, code is null ? 1 : 0), (outcome.Refusal?.Code, made));
        var recorded = await _world.LastEventAsync();
        Assert.Equal((AuditKinds.KeyRotated, code ?? AuditEvent.Done), (recorded.Kind, recorded.Outcome));
        Assert.Equal(code is null ? "2" : null, recorded.Details.GetValueOrDefault("generation"));
    }
}
