using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Tests;

/// <summary>
/// A real SQLite file with one person of each role (named after it), "outsider" (a researcher in no project), the project
/// "trial" with the researcher, the instructor and the second steward in it, and the cohort "lung" with version 1.
/// </summary>
public sealed class GovernanceWorld : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wb-gov-");

    public MovingClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public GovernanceOptions Options => new() { Location = Path.Combine(_folder.FullName, "governance.db") };

    public GovernanceStore Store { get; private set; } = null!;

    public Dictionary<string, Actor> Actors { get; } = new()
    {
        ["[installer]"] = Actor.Installer, ["[deidentify]"] = Actor.Deidentify, ["[server]"] = Actor.Server,
    };

    public async Task InitializeAsync()
    {
        var database = new GovernanceDatabase(Options);
        await database.MigrateAsync();
        Store = new GovernanceStore(database, Clock);
        foreach (var role in Enum.GetValues<Role>())
        {
            await PersonAsync(RoleNames.NameOf(role), role);
        }

        await PersonAsync("outsider", Role.Researcher);
        await PersonAsync("steward2", Role.Steward, Role.Researcher);
        Expect(await AddProject.ExecuteAsync(Store, Actor.Installer, "trial", "Trial", "Survival models"));
        foreach (var member in new[] { "researcher", "instructor", "steward2" })
        {
            Expect(await ChangeMembers.AddAsync(Store, Actor.Installer, "trial", member));
        }

        Expect(await AddCohort.ExecuteAsync(
            Store, Actor.Installer, new CohortDescription("lung", "Lung cancer", "lung cancer", "For tests.", "Test hospital")));
        await SnapshotAsync();
    }

    public async Task<Person> PersonAsync(string name, params Role[] roles)
    {
        var person = Expect(await AddPerson.ExecuteAsync(Store, Actor.Installer, name, $"{name} (test)", roles));
        Actors[name] = Actor.Of(person);
        return person;
    }

    public async Task<Order> SnapshotAsync()
    {
        var order = Expect(await RequestOrder.ExecuteAsync(Store, Actor.Installer, "lung-source", "lung", "trial"));
        Expect(await DecideOrder.ApproveAsync(Store, Actor.Installer, order.Id));
        Expect(await BuildOrder.StartAsync(Store, order.Id));
        var version = await RegisterSnapshot.NextVersionAsync(Store, order.CohortId);
        return Expect(await BuildOrder.CompleteAsync(Store, order.Id, Registration(version)));
    }

    public static SnapshotRegistration Registration(int version, char hash = 'a') => new(
        version, new string(hash, 64), 228, 0,
        [new("patients", 228, ["patient", "age", "sex", "status"]), new("visits", 900, ["patient", "day"])],
        new RiskFigures(["patients.age", "patients.sex"], 2, 1, 228), $"lung/v{version}/manifest.json");

    public RequestForm Form(params PermittedTable[] tables) => new()
    {
        Cohort = "lung", Project = "trial", Purpose = "Survival models", Justification = "Needs age and status",
        Level = Level.Rows, Tables = tables.Length > 0 ? tables : [new("patients", ["patient", "age", "status"])],
        Until = Clock.GetUtcNow().AddDays(30),
    };

    public async Task<AccessRequest> RequestAsync(string person = "researcher") =>
        Expect(await SubmitRequest.ExecuteAsync(Store, Actors[person], Form()));

    public async Task<Permit> PermitAsync(GrantChanges? changes = null)
    {
        var request = await RequestAsync();
        var granted = Expect(await GrantRequest.ExecuteAsync(
            Store, Actors["steward"], request.Id, changes ?? new GrantChanges(), (_, _, _, _) => null));
        await using var context = Store.Read();
        return await context.Permits.WithNames().SingleAsync(one => one.Id == granted.PermitId);
    }

    public async Task<AuditEvent> LastEventAsync()
    {
        await using var context = Store.Read();
        return await context.AuditEvents.OrderByDescending(one => one.Sequence).FirstAsync();
    }

    public async Task<AuditVerdict> VerifyAsync(AuditAnchor? anchor = null)
    {
        await using var context = Store.Read();
        return await AuditVerifier.VerifyAsync(context, anchor);
    }

    public async Task SqlAsync(params string[] statements)
    {
        await using var context = Store.Read();
        foreach (var statement in statements)
        {
            await context.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }
    }

    public Task DisposeAsync()
    {
        Store.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    public static T Expect<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Allowed, outcome.Refusal?.Message);
        return outcome.Value;
    }
}

public sealed class MovingClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
