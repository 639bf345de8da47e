using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Orders;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Tests.Support;

/// <summary>A data folder with a real governance database, projects, cohorts and orders.</summary>
public sealed class TestOrders : IDisposable
{
    private readonly TempFolder folder = new();

    private TestOrders(GovernanceStore governance) => Governance = governance;

    public GovernanceStore Governance { get; private set; }

    public string Data => folder.Path;

    public RawStore Raw => new(Data);

    public SnapshotStore Snapshots => new(Raw.Snapshots);

    public List<string> Said { get; } = [];

    public static async Task<TestOrders> CreateAsync(params string[] cohorts)
    {
        var orders = new TestOrders(null!);
        Directory.CreateDirectory(orders.folder["governance"]);
        orders.Raw.Create();
        var database = new GovernanceDatabase(GovernanceOptions.InDataFolder(orders.Data));
        await database.MigrateAsync();
        orders.Governance = new GovernanceStore(database, TimeProvider.System);
        foreach (var project in new[] { "survival", "screening" })
        {
            Assert.True((await AddProject.ExecuteAsync(orders.Governance, Actor.Installer, project, project, "a purpose")).Allowed);
        }

        foreach (var cohort in cohorts)
        {
            Assert.True((await AddCohort.ExecuteAsync(orders.Governance, Actor.Installer, new(cohort, cohort, "disease", "description", "provider"))).Allowed);
        }

        return orders;
    }

    /// <summary>A small valid source; <paramref name="age"/> in its only row.</summary>
    public TestOrders WriteSource(string name, string age = "41")
    {
        var source = Path.Combine(Raw.Sources, name);
        Directory.CreateDirectory(source);
        File.WriteAllText(Path.Combine(source, "source.yaml"), TestSource.Head + """
            tables:
              people:
                files: [people.csv]
                primary-key: [id]
                patient-key: id
                columns:
                  id: { type: text, rule: pseudonym, meaning: the patient, role: key }
                  age: { type: integer, rule: keep, meaning: age, role: quasi }
            """);
        File.WriteAllText(Path.Combine(source, "people.csv"), $"id,age\nH1,{age}\n");
        return this;
    }

    public async Task<OrderId> RequestAsync(string source, string? cohort = null, string project = "survival")
    {
        var order = await RequestOrder.ExecuteAsync(Governance, Actor.Installer, source, cohort ?? source, project);
        Assert.True(order.Allowed, order.Refusal?.Message);
        return order.Value.Id;
    }

    public async Task<OrderId> ApproveAsync(string source, string? cohort = null, string project = "survival")
    {
        var id = await RequestAsync(source, cohort, project);
        Assert.True((await DecideOrder.ApproveAsync(Governance, Actor.Installer, id)).Allowed);
        return id;
    }

    public Task<string?> BuildAsync(OrderId id, CancellationToken cancellation = default) =>
        new OrderBuilder(Raw, Governance, Said.Add).BuildAsync(id, cancellation);

    /// <summary>A person with roles, as somebody who acts; the same one when asked again.</summary>
    public async Task<Actor> PersonAsync(string name, params Role[] roles)
    {
        await using var context = Governance.Read();
        if (context.People.SingleOrDefault(one => one.Name == name) is not { } person)
        {
            var added = await AddPerson.ExecuteAsync(Governance, Actor.Installer, name, name, roles);
            person = added.Value ?? throw new InvalidOperationException(added.Refusal!.Message);
        }

        return Actor.Of(person);
    }

    public async Task<Order> FindAsync(OrderId id)
    {
        await using var context = Governance.Read();
        return context.Orders.Single(o => o.Id == id);
    }

    public async Task<List<CohortSnapshot>> RegisteredAsync()
    {
        await using var context = Governance.Read();
        return [.. context.Snapshots];
    }

    public async Task<List<(string Kind, string Outcome, string? Snapshot)>> AuditAsync()
    {
        await using var context = Governance.Read();
        return [.. context.AuditEvents.OrderBy(e => e.Sequence).AsEnumerable().Select(e => (e.Kind, e.Outcome, e.Snapshot))];
    }

    public void Dispose()
    {
        Governance.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
