using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Tests.People;

public sealed class PeopleAndProjectsTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("researcher", false, false)]
    [InlineData("instructor", false, false)]
    [InlineData("data-provider", false, false)]
    [InlineData("clinician", false, false)]
    [InlineData("steward", false, true)]
    [InlineData("admin", true, true)]
    [InlineData("[installer]", true, true)]
    [InlineData("[server]", false, false)]
    [InlineData("[deidentify]", false, false)]
    public async Task Keeping_people_projects_and_cohorts_is_by_role(string who, bool people, bool cohorts)
    {
        var actor = _world.Actors[who];
        Check(people, await AddPerson.ExecuteAsync(_world.Store, actor, "newcomer", "New Comer", [Role.Researcher]));
        Check(people, await ChangePerson.ExecuteAsync(_world.Store, actor, "outsider", [Role.Steward], null));
        Check(people, await AddProject.ExecuteAsync(_world.Store, actor, "second", "Second", "Something"));
        Check(people, await ChangeMembers.AddAsync(_world.Store, actor, "trial", "outsider"));
        Check(people, await ChangeMembers.RemoveAsync(_world.Store, actor, "trial", "outsider"));
        Check(cohorts, await AddCohort.ExecuteAsync(_world.Store, actor, new CohortDescription("breast", "Breast", "breast cancer", "x", "y")));

        static void Check<T>(bool allowed, Outcome<T> outcome) =>
            Assert.Equal(allowed ? null : RefusalCodes.NotAllowed, outcome.Refusal?.Code);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData("../etc")]
    [InlineData("")]
    [InlineData("1abc")]
    [InlineData("a\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("\u0430dmin")]
    public async Task Name_that_is_no_slug_is_refused(string name)
    {
        Assert.Equal(RefusalCodes.Invalid, (await AddPerson.ExecuteAsync(_world.Store, Actor.Installer, name, "X", [Role.Admin])).Refusal?.Code);
        Assert.Equal(RefusalCodes.Invalid, (await AddProject.ExecuteAsync(_world.Store, Actor.Installer, name, "X", "X")).Refusal?.Code);
        Assert.Equal(RefusalCodes.Invalid, (await AddCohort.ExecuteAsync(_world.Store, Actor.Installer, new(name, "X", "X", "X", "X"))).Refusal?.Code);
    }

    [Fact]
    public async Task Names_are_taken_once()
    {
        Assert.Equal(RefusalCodes.NameTaken, (await AddPerson.ExecuteAsync(_world.Store, Actor.Installer, "steward", "X", [Role.Admin])).Refusal?.Code);
        Assert.Equal(RefusalCodes.NameTaken, (await AddProject.ExecuteAsync(_world.Store, Actor.Installer, "trial", "X", "X")).Refusal?.Code);
        Assert.Equal(RefusalCodes.NameTaken, (await AddCohort.ExecuteAsync(_world.Store, Actor.Installer, new("lung", "X", "X", "X", "X"))).Refusal?.Code);
    }

    [Fact]
    public async Task Admin_does_not_change_the_own_roles()
    {
        Assert.Equal(RefusalCodes.OwnMatter, (await ChangePerson.ExecuteAsync(_world.Store, _world.Actors["admin"], "admin", [Role.Steward, Role.Admin], null)).Refusal?.Code);
        Assert.Equal(RefusalCodes.Invalid, (await ChangePerson.ExecuteAsync(_world.Store, _world.Actors["admin"], "steward", [], null)).Refusal?.Code);
        Assert.Equal(RefusalCodes.PersonUnknown, (await ChangePerson.ExecuteAsync(_world.Store, _world.Actors["admin"], "nobody", null, false)).Refusal?.Code);
    }

    [Fact]
    public async Task Person_who_is_not_active_has_no_role_any_more()
    {
        var person = GovernanceWorld.Expect(await ChangePerson.ExecuteAsync(_world.Store, _world.Actors["admin"], "steward", [Role.Steward, Role.Admin, Role.Admin], false));
        Assert.Equal([Role.Steward, Role.Admin], person.Roles);
        Assert.Empty(Actor.Of(person).Roles);
    }

    [Theory]
    [InlineData("data-provider", Role.DataProvider)]
    [InlineData("admin", Role.Admin)]
    [InlineData("Admin", null)]
    [InlineData("root", null)]
    public void Role_names_cross_the_wire_in_lower_case(string name, Role? role) => Assert.Equal(role, RoleNames.Parse(name));

    [Fact]
    public async Task Migrating_twice_changes_nothing_and_the_model_matches_the_migrations()
    {
        var database = new GovernanceDatabase(_world.Options);
        await database.MigrateAsync();
        await using var context = database.CreateDbContext();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal("wal", await context.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode()").SingleAsync());
        Assert.Equal(1, await context.Database.SqlQueryRaw<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys()").SingleAsync());
    }

    [Fact]
    public void Ids_are_new_ordered_and_cross_the_wire_as_text()
    {
        var first = TypedId.New<PersonId>(_world.Clock);
        _world.Clock.Move(TimeSpan.FromMilliseconds(2));
        var second = TypedId.New<PersonId>(_world.Clock);
        Assert.StartsWith("per_", first.Value, StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(first.Value, second.Value) < 0);
        Assert.Equal($"\"{first}\"", System.Text.Json.JsonSerializer.Serialize(first));
        Assert.Equal(first, System.Text.Json.JsonSerializer.Deserialize<PersonId>($"\"{first}\""));
    }
}
