using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Demo;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Demo;

/// <summary>Writes the demo's raw sources and builds their four cohorts from approved orders.</summary>
public sealed class DemoCohorts : IAsyncLifetime
{
    /// <summary>The public tables, as the program's output holds them.</summary>
    public static string Content { get; } = Path.Combine(AppContext.BaseDirectory, "demo-content");

    public TestOrders Orders { get; private set; } = null!;

    public IReadOnlyList<DemoPerson> People { get; private set; } = [];

    public Snapshot Snapshot(string cohort) => Orders.Snapshots.Latest(cohort)!;

    public async Task InitializeAsync()
    {
        Orders = await TestOrders.CreateAsync([.. DemoSources.All.Keys]);
        var people = new List<DemoPerson>();
        foreach (var (name, make) in DemoSources.All)
        {
            var source = make(Content);
            Assert.True(source.Write(Orders.Raw.Sources));
            people.AddRange(source.People);
            Assert.Null(await Orders.BuildAsync(await Orders.ApproveAsync(name)));
        }

        People = people;
    }

    public Task DisposeAsync()
    {
        Orders.Dispose();
        return Task.CompletedTask;
    }
}

/// <summary>The demo is built once for all tests that look at it.</summary>
[CollectionDefinition(nameof(DemoCohorts))]
public sealed class DemoCollection : ICollectionFixture<DemoCohorts>;
