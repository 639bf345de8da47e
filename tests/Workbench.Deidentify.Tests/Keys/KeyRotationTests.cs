using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Tests.Support;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;

namespace Workbench.Deidentify.Tests.Keys;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task Rotation_builds_a_version_with_other_pseudonyms_and_marks_the_one_before()
    {
        using var orders = await BuiltAsync();

        Assert.Null(await RotateAsync(orders));

        var versions = await orders.RegisteredAsync();
        Assert.Equal(
            [(1, 1, SnapshotState.Superseded, SnapshotStateReasons.KeyRotated), (2, 2, SnapshotState.Open, null)],
            versions.OrderBy(v => v.Version).Select(v => (v.Version, v.KeyGeneration, v.State, v.StateReason)));
        Assert.NotEqual(Patients(orders, 1), Patients(orders, 2));
        Assert.Equal(
            [(AuditKinds.KeyRotated, null), (AuditKinds.RebuildOrdered, "lung/v1"), (AuditKinds.OrderStarted, null), (AuditKinds.OrderBuilt, "lung/v2"), (AuditKinds.SnapshotSuperseded, "lung/v1")],
            (await orders.AuditAsync()).TakeLast(5).Select(e => (e.Kind, e.Snapshot)));
    }

    [Fact]
    public async Task Versions_of_a_key_that_became_known_are_locked_and_out_of_the_server_s_reach()
    {
        using var orders = await BuiltAsync();

        Assert.Null(await RotateAsync(orders, isCompromised: true));

        var before = (await orders.RegisteredAsync()).Single(v => v.Version == 1);
        Assert.Equal((SnapshotState.Locked, SnapshotStateReasons.KeyCompromised), (before.State, before.StateReason));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(orders.Raw.Snapshots, "lung", "v1", "tables")));
        Assert.NotNull(orders.Snapshots.Open("lung", 1));
    }

    [Fact]
    public async Task Rotation_that_stopped_before_the_new_version_is_finished_by_another_run()
    {
        using var orders = await BuiltAsync();
        orders.WriteSource("lung", "Zorabella");
        Assert.Contains("lung:", await RotateAsync(orders), StringComparison.Ordinal);
        Assert.Equal(SnapshotState.Open, Assert.Single(await orders.RegisteredAsync()).State);

        orders.WriteSource("lung");
        Assert.Null(await Run(orders).FinishAsync("survival", "research", false, CancellationToken.None));
        Assert.Null(await Run(orders).FinishAsync("survival", "research", false, CancellationToken.None));

        Assert.Equal([SnapshotState.Superseded, SnapshotState.Open], (await orders.RegisteredAsync()).OrderBy(v => v.Version).Select(v => v.State));
    }

    [Fact]
    public async Task Other_projects_and_purposes_are_left_as_they_are()
    {
        using var orders = await BuiltAsync();
        await orders.BuildAsync(await orders.ApproveAsync("lung", project: "screening"));

        Assert.Null(await RotateAsync(orders));

        Assert.Equal([SnapshotState.Superseded, SnapshotState.Open, SnapshotState.Open], (await orders.RegisteredAsync()).OrderBy(v => v.Version).Select(v => v.State));
    }

    [Fact]
    public async Task Rotation_by_somebody_who_may_not_makes_no_key()
    {
        using var orders = await BuiltAsync();
        var researcher = await orders.PersonAsync("rosa", Role.Researcher);

        Assert.Contains("for a steward or admin", await Run(orders).RotateAsync(researcher, "survival", "research", "yearly", false, CancellationToken.None), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(orders.Raw.Keys));
        Assert.Equal((AuditKinds.KeyRotated, RefusalCodes.NotAllowed), (await orders.AuditAsync()) is [.., var last] ? (last.Kind, last.Outcome) : default);
    }

    private static async Task<TestOrders> BuiltAsync()
    {
        var orders = await TestOrders.CreateAsync("lung");
        Assert.Null(await orders.BuildAsync(await orders.WriteSource("lung").ApproveAsync("lung")));
        return orders;
    }

    private static async Task<string?> RotateAsync(TestOrders orders, bool isCompromised = false) => await Run(orders).RotateAsync(
        await orders.PersonAsync("sven", Role.Steward), "survival", "research", "yearly", isCompromised, CancellationToken.None);

    private static KeyRotationRun Run(TestOrders orders) => new(orders.Raw, orders.Governance, orders.Said.Add);

    private static List<string?> Patients(TestOrders orders, int version) => Parquet.Column(orders.Snapshots.Open("lung", version)!, "people", "patient");
}
