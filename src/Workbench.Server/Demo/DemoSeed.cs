using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.Demo;

/// <summary>
/// Makes the demo's people, project, cohorts and approved orders. What is there already is left as it is, so a second run
/// changes nothing.
/// </summary>
internal sealed class DemoSeed(GovernanceStore store, Accounts accounts, DataFolder folder)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        await using var there = store.Read();
        await AddPeopleAsync(there, cancel);
        await AddProjectAsync(there, cancel);
        foreach (var cohort in DemoCohorts.All)
        {
            await AddCohortAsync(there, cohort, cancel);
        }

        // Last: the secret's presence says that the demo is complete.
        DemoSignIn.Prepare(folder);
    }

    private async Task AddPeopleAsync(GovernanceContext there, CancellationToken cancel)
    {
        foreach (var person in DemoPeople.All)
        {
            if (!await there.People.AnyAsync(one => one.Name == person.Name, cancel))
            {
                Require(await AddPerson.ExecuteAsync(store, Actor.Installer, person.Name, person.DisplayName, [.. person.Roles], cancel));
            }

            await accounts.EnsureAsync(person.Name);
        }
    }

    private async Task AddProjectAsync(GovernanceContext there, CancellationToken cancel)
    {
        var project = await there.Projects.Include(one => one.Members).ThenInclude(member => member.Person)
            .SingleOrDefaultAsync(one => one.Name == DemoPeople.Project, cancel);
        if (project is null)
        {
            Require(await AddProject.ExecuteAsync(
                store, Actor.Installer, DemoPeople.Project, DemoPeople.ProjectTitle, DemoPeople.ProjectPurpose, cancel));
        }

        foreach (var name in DemoPeople.Members.Except(project?.Members.Select(member => member.Person!.Name) ?? []))
        {
            Require(await ChangeMembers.AddAsync(store, Actor.Installer, DemoPeople.Project, name, cancel));
        }
    }

    private async Task AddCohortAsync(GovernanceContext there, CohortDescription cohort, CancellationToken cancel)
    {
        if (!await there.Cohorts.AnyAsync(one => one.Name == cohort.Name, cancel))
        {
            Require(await AddCohort.ExecuteAsync(store, Actor.Installer, cohort, cancel));
        }

        var order = await there.Orders.FirstOrDefaultAsync(one => one.Source == cohort.Name && one.RequestedBy == Actor.Installer.Name, cancel)
            ?? Require(await RequestOrder.ExecuteAsync(store, Actor.Installer, cohort.Name, cohort.Name, DemoPeople.Project, cancellation: cancel));
        if (order.State == OrderState.Requested)
        {
            Require(await DecideOrder.ApproveAsync(store, Actor.Installer, order.Id, cancel));
        }
    }

    private static T Require<T>(Outcome<T> outcome) => outcome.Allowed
        ? outcome.Value
        : throw new InvalidOperationException($"The demo could not be made: {outcome.Refusal.Code}.");
}
