using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Tests.Storage;

/// <summary>The same migrations, use cases, queries and chain on a real PostgreSQL.</summary>
public sealed class PostgreSqlTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    [Fact]
    public async Task Way_from_people_to_a_revoked_permit_works_with_concurrent_writers_and_a_verified_audit()
    {
        var options = new GovernanceOptions { Database = DatabaseKind.PostgreSql, Location = server.ConnectionString };
        var database = new GovernanceDatabase(options);
        await database.MigrateAsync();
        await database.MigrateAsync();
        var clock = new MovingClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var store = new GovernanceStore(database, clock);
        using var second = GovernanceStore.Open(options, clock);
        var rosa = GovernanceWorld.Expect(await AddPerson.ExecuteAsync(store, Actor.Installer, "rosa", "Rosa", [Role.Researcher]));
        var sven = Actor.Of(GovernanceWorld.Expect(await AddPerson.ExecuteAsync(store, Actor.Installer, "sven", "Sven", [Role.Steward])));
        GovernanceWorld.Expect(await AddProject.ExecuteAsync(store, Actor.Installer, "trial", "Trial", "Survival models"));
        GovernanceWorld.Expect(await ChangeMembers.AddAsync(store, Actor.Installer, "trial", "rosa"));
        GovernanceWorld.Expect(await AddCohort.ExecuteAsync(store, Actor.Installer, new("lung", "Lung", "lung cancer", "x", "y")));
        var order = GovernanceWorld.Expect(await RequestOrder.ExecuteAsync(store, Actor.Installer, "lung", "lung", "trial"));
        GovernanceWorld.Expect(await DecideOrder.ApproveAsync(store, sven, order.Id));
        GovernanceWorld.Expect(await BuildOrder.StartAsync(store, order.Id));
        await BuildOrder.ReportProgressAsync(store, order.Id, "writing", 1, 2);
        GovernanceWorld.Expect(await BuildOrder.CompleteAsync(store, order.Id, GovernanceWorld.Registration(1)));
        var request = GovernanceWorld.Expect(await SubmitRequest.ExecuteAsync(store, Actor.Of(rosa), new RequestForm
        {
            Cohort = "lung", Project = "trial", Purpose = "p", Justification = "j", Level = Level.Rows,
            Tables = [new("patients", ["age"])], Until = clock.GetUtcNow().AddDays(3),
        }));
        request = GovernanceWorld.Expect(await GrantRequest.ExecuteAsync(store, sven, request.Id, new GrantChanges(), null));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? store : second)
            .RecordAsync(new AuditDraft(AuditKinds.TableRead, Actor.Of(rosa), $"table {i}") { Permit = request.PermitId })));

        await using var context = store.Read();
        var now = clock.GetUtcNow();
        var question = new AccessQuestion(rosa, null, "lung", Level.Rows) { Table = "patients" };
        Assert.True((await PermitCheck.DecideAsync(context, question, now)).Allowed);
        Assert.Equal(AccessState.Granted, Assert.Single(await FindAccess.ListAsync(context, rosa, null, now)).State);
        Assert.Equal(now, Assert.Single(await FindPermits.ListAsync(context, rosa.Id, PermitStanding.Active, now)).LastUsed);
        Assert.Single(await FindPermits.EndingSoonAsync(context, rosa.Id, now, TimeSpan.FromDays(30)));
        Assert.Equal(61, (await FindAuditEvents.PageAsync(context, new AuditQuery { Person = "rosa" })).Total);
        Assert.Single((await Review.OfAsync(context, request.Id))!.PastPermits);
        GovernanceWorld.Expect(await RevokePermit.ExecuteAsync(store, sven, request.PermitId!.Value, "Ended"));
        Assert.Equal(RefusalCodes.PermitRevoked, (await PermitCheck.DecideAsync(context, question, now)).Refusal?.Code);

        var verdict = await AuditVerifier.VerifyAsync(context);
        Assert.Equal((null, 72L, 72L), (verdict.Fault, verdict.VerifiedTo, verdict.Total));
        Assert.False(context.Database.HasPendingModelChanges());
        await using var tamper = store.Read();
        await Assert.ThrowsAsync<PostgresException>(() => tamper.Database.ExecuteSqlRawAsync("""DELETE FROM "AuditEvents" WHERE "Sequence" = 5"""));
        await tamper.Database.ExecuteSqlRawAsync("""DROP TRIGGER audit_is_append_only ON "AuditEvents"; DELETE FROM "AuditEvents" WHERE "Sequence" = 5""");
        Assert.Equal(new AuditFault(5, "Event 5 was removed."), (await AuditVerifier.VerifyAsync(tamper)).Fault);
    }
}
