using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using static Workbench.Governance.Orders.OrderCommand;
using static Workbench.Governance.Orders.OrderState;

namespace Workbench.Governance.Tests.Orders;

public sealed class OrderTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void Every_state_and_command_has_a_next_state_or_a_refusal()
    {
        var allowed = new Dictionary<(OrderState, OrderCommand), OrderState>
        {
            [(Requested, Approve)] = Approved, [(Requested, Decline)] = Declined,
            [(Approved, Start)] = Building, [(Approved, Fail)] = Failed,
            [(Building, Complete)] = Built, [(Building, Fail)] = Failed,
            [(Failed, Approve)] = Approved,
        };
        foreach (var state in Enum.GetValues<OrderState>())
        {
            foreach (var command in Enum.GetValues<OrderCommand>())
            {
                var next = OrderTransitions.Table.Next(state, command);
                Assert.Equal(allowed.TryGetValue((state, command), out var to), next.Allowed);
                Assert.Equal(to, next.Value);
                Assert.Equal(next.Allowed ? null : RefusalCodes.WrongState, next.Refusal?.Code);
            }
        }
    }

    [Theory]
    [InlineData("researcher", false, false, false, false)]
    [InlineData("instructor", false, false, false, false)]
    [InlineData("clinician", false, false, false, false)]
    [InlineData("data-provider", true, false, false, false)]
    [InlineData("admin", true, false, false, false)]
    [InlineData("steward", true, true, false, false)]
    [InlineData("[installer]", true, true, false, false)]
    [InlineData("[deidentify]", false, false, true, true)]
    [InlineData("[server]", false, false, false, true)]
    public void Actor_may_request_decide_build_and_fail_by_role(string who, bool request, bool decide, bool build, bool fail)
    {
        var actor = _world.Actors[who];
        var order = Order("somebody-else");
        Assert.Equal(request, OrderPermissions.MayRequest(actor) is null);
        Assert.Equal(decide, OrderPermissions.May(actor, Approve, order) is null);
        Assert.Equal(decide, OrderPermissions.May(actor, Decline, order) is null);
        Assert.Equal(build, OrderPermissions.May(actor, Start, order) is null);
        Assert.Equal(build, OrderPermissions.May(actor, Complete, order) is null);
        Assert.Equal(fail, OrderPermissions.May(actor, Fail, order) is null);
    }

    [Fact]
    public async Task Order_is_not_approved_by_the_steward_who_asked()
    {
        var order = GovernanceWorld.Expect(await RequestOrder.ExecuteAsync(_world.Store, _world.Actors["steward"], "lung-source", "lung", "trial"));
        Assert.Equal(RefusalCodes.OwnMatter, (await DecideOrder.ApproveAsync(_world.Store, _world.Actors["steward"], order.Id)).Refusal?.Code);
        GovernanceWorld.Expect(await DecideOrder.ApproveAsync(_world.Store, _world.Actors["steward2"], order.Id));
    }

    [Fact]
    public async Task Order_is_built_with_progress_and_registers_its_snapshot()
    {
        var order = await ApprovedAsync();
        GovernanceWorld.Expect(await BuildOrder.StartAsync(_world.Store, order.Id));
        Assert.Equal(RefusalCodes.WrongState, (await BuildOrder.StartAsync(_world.Store, order.Id)).Refusal?.Code);
        await BuildOrder.ReportProgressAsync(_world.Store, order.Id, "writing patients", 3, 7);
        var shown = await LoadAsync(order.Id);
        Assert.Equal((Building, "writing patients", 3L, 7L), (shown.State, shown.Step, shown.Done, shown.Total));
        GovernanceWorld.Expect(await BuildOrder.CompleteAsync(_world.Store, order.Id, GovernanceWorld.Registration(2, 'b')));
        shown = await LoadAsync(order.Id);
        Assert.Equal(Built, shown.State);
        await using var context = _world.Store.Read();
        var snapshot = await context.Snapshots.SingleAsync(one => one.Id == shown.SnapshotId);
        Assert.Equal((2, new string('b', 64), 228), (snapshot.Version, snapshot.ContentHash, snapshot.Patients));
        Assert.Equal((AuditKinds.OrderBuilt, "lung/v2"), ((await _world.LastEventAsync()).Kind, (await _world.LastEventAsync()).Snapshot));
        await BuildOrder.ReportProgressAsync(_world.Store, order.Id, "late", 0, 1);
        Assert.Equal("done", (await LoadAsync(order.Id)).Step);
    }

    [Theory]
    [InlineData(1, 'a', null)]
    [InlineData(1, 'b', RefusalCodes.SnapshotConflict)]
    [InlineData(2, 'a', null)]
    [InlineData(3, 'a', RefusalCodes.SnapshotConflict)]
    [InlineData(0, 'a', RefusalCodes.SnapshotConflict)]
    public async Task Snapshot_versions_follow_each_other_and_never_change(int version, char hash, string? refusal)
    {
        var order = await ApprovedAsync();
        GovernanceWorld.Expect(await BuildOrder.StartAsync(_world.Store, order.Id));
        var outcome = await BuildOrder.CompleteAsync(_world.Store, order.Id, GovernanceWorld.Registration(version, hash));
        Assert.Equal(refusal, outcome.Refusal?.Code);
        Assert.Equal(refusal is null ? Built : Building, (await LoadAsync(order.Id)).State);
    }

    [Fact]
    public async Task Failed_order_tells_why_and_can_be_approved_again()
    {
        var order = await ApprovedAsync();
        GovernanceWorld.Expect(await BuildOrder.StartAsync(_world.Store, order.Id));
        GovernanceWorld.Expect(await BuildOrder.FailAsync(_world.Store, Actor.Deidentify, order.Id, "patients.csv, row 3, column born: no rule"));
        Assert.Equal((Failed, "patients.csv, row 3, column born: no rule"), ((await LoadAsync(order.Id)).State, (await LoadAsync(order.Id)).Reason));
        Assert.Equal("[deidentify] could not build a snapshot of lung: patients.csv, row 3, column born: no rule.", AuditSentences.Render(await _world.LastEventAsync()));
        GovernanceWorld.Expect(await DecideOrder.ApproveAsync(_world.Store, _world.Actors["steward"], order.Id));
        Assert.Equal((Approved, null), ((await LoadAsync(order.Id)).State, (await LoadAsync(order.Id)).Reason));
    }

    [Theory]
    [InlineData("../etc", "lung", "trial", RefusalCodes.Invalid)]
    [InlineData("lung-source", "nothing", "trial", RefusalCodes.CohortUnknown)]
    [InlineData("lung-source", "lung", "nothing", RefusalCodes.ProjectUnknown)]
    public async Task Order_of_what_is_not_there_is_refused(string source, string cohort, string project, string code) =>
        Assert.Equal(code, (await RequestOrder.ExecuteAsync(_world.Store, _world.Actors["admin"], source, cohort, project)).Refusal?.Code);

    private static Order Order(string requestedBy) => new()
    {
        Id = new("ord_1"), Source = "x", CohortId = new("coh_1"), ProjectId = new("prj_1"), RequestedBy = requestedBy, RequestedAt = default,
    };

    private async Task<Order> ApprovedAsync()
    {
        var order = GovernanceWorld.Expect(await RequestOrder.ExecuteAsync(_world.Store, _world.Actors["data-provider"], "lung-source", "lung", "trial"));
        return GovernanceWorld.Expect(await DecideOrder.ApproveAsync(_world.Store, _world.Actors["steward"], order.Id));
    }

    private async Task<Order> LoadAsync(OrderId id)
    {
        await using var context = _world.Store.Read();
        return await context.Orders.SingleAsync(one => one.Id == id);
    }
}
