using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Tests.Support;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using GovernanceBuild = Workbench.Governance.Orders.BuildOrder;

namespace Workbench.Deidentify.Tests.Orders;

public sealed class OrderBuilderTests
{
    [Fact]
    public async Task Approved_order_becomes_a_registered_snapshot_and_an_audit_event()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var id = await orders.WriteSource("lung").ApproveAsync("lung");

        Assert.Null(await orders.BuildAsync(id));

        var registered = Assert.Single(await orders.RegisteredAsync());
        var snapshot = orders.Snapshots.Open("lung", registered.Version)!;
        Assert.Equal((1, snapshot.Manifest.ContentHash, 1, "lung/v1/manifest.json"), (registered.Version, registered.ContentHash, registered.Patients, registered.ManifestPath));
        Assert.Equal(["patient", "age"], Assert.Single(registered.Tables).Columns);
        Assert.Equal((id.Value, 1), (snapshot.Manifest.Lineage.Order, snapshot.Manifest.Version));
        Assert.Empty(snapshot.FindDamage());
        var order = await orders.FindAsync(id);
        Assert.Equal((OrderState.Built, registered.Id), (order.State, order.SnapshotId!.Value));
        Assert.Equal(("lung/v1", "done"), (await orders.AuditAsync()) is [.., var last] ? (last.Snapshot, last.Outcome) : default);
        Assert.All(Directory.EnumerateFileSystemEntries(orders.Raw.Work), f => Assert.EndsWith(".lock", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OrderState.Requested)]
    [InlineData(OrderState.Declined)]
    [InlineData(OrderState.Built)]
    [InlineData(OrderState.Failed)]
    [InlineData(OrderState.Building)]
    public async Task Order_that_is_not_approved_is_not_built(OrderState state)
    {
        using var orders = await TestOrders.CreateAsync("lung");
        orders.WriteSource("lung");
        var id = await InStateAsync(orders, state);
        var versions = orders.Snapshots.Versions("lung");

        Assert.NotNull(await orders.BuildAsync(id));

        Assert.Equal(state, (await orders.FindAsync(id)).State);
        Assert.Equal(versions, orders.Snapshots.Versions("lung"));
    }

    [Fact]
    public async Task Order_that_does_not_exist_is_refused()
    {
        using var orders = await TestOrders.CreateAsync("lung");

        Assert.NotNull(await orders.BuildAsync(new OrderId("ord_nothing")));
        Assert.Empty(Directory.GetFiles(orders.Raw.Keys));
    }

    [Theory]
    [InlineData("Zorabella", "people.csv, line 2, row 1, column age")]
    [InlineData("4,1", "people.csv, line 2, row 1: The row has 3 fields")]
    public async Task Refused_source_fails_the_order_with_a_reason_without_a_value(string age, string reason)
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var id = await orders.WriteSource("lung", age).ApproveAsync("lung");

        Assert.StartsWith(reason, await orders.BuildAsync(id), StringComparison.Ordinal);

        var order = await orders.FindAsync(id);
        Assert.Equal(OrderState.Failed, order.State);
        Assert.StartsWith(reason, order.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Zorabella", string.Concat(orders.Said) + order.Reason, StringComparison.Ordinal);
        Assert.Empty(orders.Snapshots.Versions("lung"));
        Assert.Empty(await orders.RegisteredAsync());
    }

    [Fact]
    public async Task Missing_source_fails_the_order()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var id = await orders.ApproveAsync("lung");

        Assert.Contains("no source of that name", await orders.BuildAsync(id), StringComparison.Ordinal);
        Assert.Equal(OrderState.Failed, (await orders.FindAsync(id)).State);
    }

    [Fact]
    public async Task Repeated_order_makes_the_next_version_with_the_same_content()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        orders.WriteSource("lung");

        Assert.Null(await orders.BuildAsync(await orders.ApproveAsync("lung")));
        Assert.Null(await orders.BuildAsync(await orders.ApproveAsync("lung")));

        Assert.Equal([1, 2], orders.Snapshots.Versions("lung"));
        Assert.Equal(orders.Snapshots.Open("lung", 1)!.Manifest.ContentHash, orders.Snapshots.Latest("lung")!.Manifest.ContentHash);
    }

    [Fact]
    public async Task Projects_see_the_same_patient_under_different_pseudonyms()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        orders.WriteSource("lung");
        await orders.BuildAsync(await orders.ApproveAsync("lung", project: "survival"));
        await orders.BuildAsync(await orders.ApproveAsync("lung", project: "screening"));

        Assert.NotEqual(
            Parquet.Column(orders.Snapshots.Open("lung", 1)!, "people", "patient"),
            Parquet.Column(orders.Snapshots.Open("lung", 2)!, "people", "patient"));
        Assert.Equal(2, Directory.GetFiles(orders.Raw.Keys).Length);
    }

    [Fact]
    public async Task Folder_that_a_crash_left_unregistered_is_removed_by_the_next_build()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        await orders.BuildAsync(await orders.WriteSource("lung").ApproveAsync("lung"));
        Directory.CreateDirectory(Path.Combine(orders.Raw.Snapshots, "lung", "v2", "tables"));
        Directory.CreateDirectory(Path.Combine(orders.Raw.Snapshots, "lung", "v3"));

        Assert.Null(await orders.BuildAsync(await orders.ApproveAsync("lung")));

        Assert.Equal([1, 2], orders.Snapshots.Versions("lung"));
        Assert.Equal(2, (await orders.RegisteredAsync()).Count);
        Assert.Empty(orders.Snapshots.Latest("lung")!.FindDamage());
    }

    [Fact]
    public async Task Snapshot_that_cannot_be_registered_is_taken_back()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var id = await orders.WriteSource("lung").ApproveAsync("lung");
        var builder = new OrderBuilder(orders.Raw, orders.Governance, orders.Said.Add);
        using var watch = new FileSystemWatcher(orders.Raw.Work) { EnableRaisingEvents = true };
        // While it builds, somebody ends the order: completing it is then refused.
        watch.Created += (_, e) => _ = e.Name!.StartsWith("ord_", StringComparison.Ordinal)
            && GovernanceBuild.FailAsync(orders.Governance, Actor.Server, id, "ended").GetAwaiter().GetResult().Allowed;
        File.WriteAllText(
            Path.Combine(orders.Raw.Sources, "lung", "people.csv"),
            "id,age\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"H{i},{i % 90}\n")));

        Assert.NotNull(await builder.BuildAsync(id, CancellationToken.None));

        Assert.Empty(orders.Snapshots.Versions("lung"));
        Assert.Empty(await orders.RegisteredAsync());
        Assert.Equal((OrderState.Failed, "ended"), await orders.FindAsync(id) is { } order ? (order.State, order.Reason) : default);
    }

    [Fact]
    public async Task All_approved_orders_are_built_and_dead_ones_marked()
    {
        using var orders = await TestOrders.CreateAsync("lung", "breast", "colorectal");
        orders.WriteSource("lung").WriteSource("breast", "old").WriteSource("colorectal");
        var (lung, breast, colorectal) = (await orders.ApproveAsync("lung"), await orders.ApproveAsync("breast"), await orders.ApproveAsync("colorectal"));
        var dead = await orders.ApproveAsync("lung");
        await GovernanceBuild.StartAsync(orders.Governance, dead);
        var waiting = await orders.RequestAsync("lung");

        Assert.False(await new OrderBuilder(orders.Raw, orders.Governance, orders.Said.Add).BuildAllAsync(CancellationToken.None));

        var states = new List<OrderState>();
        foreach (var id in new[] { lung, breast, colorectal, dead, waiting })
        {
            states.Add((await orders.FindAsync(id)).State);
        }

        Assert.Equal([OrderState.Built, OrderState.Failed, OrderState.Built, OrderState.Failed, OrderState.Requested], states);
        Assert.True(await new OrderBuilder(orders.Raw, orders.Governance, orders.Said.Add).BuildAllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Stopped_build_fails_the_order_and_leaves_no_snapshot()
    {
        using var orders = await TestOrders.CreateAsync("lung");
        var id = await orders.WriteSource("lung").ApproveAsync("lung");
        File.WriteAllText(
            Path.Combine(orders.Raw.Sources, "lung", "people.csv"),
            "id,age\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"H{i},{i % 90}\n")));
        using var stop = new CancellationTokenSource();
        using var watch = new FileSystemWatcher(orders.Raw.Work) { EnableRaisingEvents = true };
        watch.Created += (_, e) =>
        {
            if (e.Name!.StartsWith("ord_", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        };

        Assert.Contains("stopped", await orders.BuildAsync(id, stop.Token), StringComparison.Ordinal);

        Assert.Equal(OrderState.Failed, (await orders.FindAsync(id)).State);
        Assert.Empty(orders.Snapshots.Versions("lung"));
        Assert.Empty(Directory.EnumerateFiles(orders.Raw.Snapshots, "*", SearchOption.AllDirectories));
    }

    private static async Task<OrderId> InStateAsync(TestOrders orders, OrderState state)
    {
        if (state is OrderState.Requested or OrderState.Declined)
        {
            var id = await orders.RequestAsync("lung");
            if (state == OrderState.Declined)
            {
                Assert.True((await DecideOrder.DeclineAsync(orders.Governance, Actor.Installer, id, "no")).Allowed);
            }

            return id;
        }

        var approved = await orders.ApproveAsync("lung");
        if (state == OrderState.Built)
        {
            Assert.Null(await orders.BuildAsync(approved));
            return approved;
        }

        Assert.True((await GovernanceBuild.StartAsync(orders.Governance, approved)).Allowed);
        if (state == OrderState.Failed)
        {
            Assert.True((await GovernanceBuild.FailAsync(orders.Governance, Actor.Deidentify, approved, "broken")).Allowed);
        }

        return approved;
    }
}
