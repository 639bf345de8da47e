using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>Asks for access to a cohort. One open request per person, project and cohort.</summary>
public static class SubmitRequest
{
    public static Task<Outcome<AccessRequest>> ExecuteAsync(
        GovernanceStore store, Actor actor, RequestForm form, CancellationToken cancellation = default) =>
        store.CommitAsync<AccessRequest>(
            async (context, cancel) =>
            {
                var draft = new AuditDraft(AuditKinds.RequestSubmitted, actor, "request")
                {
                    Cohort = form.Cohort,
                    Details = new Dictionary<string, string>
                    {
                        ["project"] = form.Project,
                        ["level"] = form.Level.ToString().ToLowerInvariant(),
                        ["columns"] = PermittedTables.Describe(form.Tables),
                    },
                };
                var outcome = await DecideAsync(context, store.Clock, actor, form, cancel);
                if (outcome.Allowed)
                {
                    context.Requests.Add(outcome.Value);
                    draft = draft with { Subject = $"request {outcome.Value.Id}" };
                }

                return new(outcome, draft);
            },
            cancellation);

    private static async Task<Outcome<AccessRequest>> DecideAsync(
        GovernanceContext context, TimeProvider clock, Actor actor, RequestForm form, CancellationToken cancellation)
    {
        var project = await FindProject.ByNameOrIdAsync(context, form.Project, cancellation);
        if (project is null)
        {
            return Refusals.Unknown(RefusalCodes.ProjectUnknown, "project", form.Project);
        }

        if (RequestPermissions.MaySubmit(actor, project) is { } forbidden)
        {
            return forbidden;
        }

        var cohort = await context.Cohorts.Include(one => one.Snapshots)
            .SingleOrDefaultAsync(one => one.Name == form.Cohort, cancellation);
        if (cohort is null)
        {
            return Refusals.Unknown(RefusalCodes.CohortUnknown, "cohort", form.Cohort);
        }

        if (RequestChecks.Check(form, cohort.NewestReadable(), clock.GetUtcNow()) is { } invalid)
        {
            return invalid;
        }

        var requester = actor.Person!.Value;
        if (await context.Requests.AnyAsync(
                one => one.RequesterId == requester && one.CohortId == cohort.Id && one.ProjectId == project.Id
                    && one.State == RequestState.Submitted,
                cancellation))
        {
            return new Refusal(
                RefusalCodes.AlreadyRequested,
                "You have asked for this cohort in this project already; the request waits for a steward.",
                NextStep: "Withdraw the waiting request to ask for something else.");
        }

        var persons = await NamedAsync(context, project, requester, form.Persons, cancellation);
        if (!persons.Allowed)
        {
            return persons.Refusal;
        }

        return new AccessRequest
        {
            Id = TypedId.New<RequestId>(clock),
            RequesterId = requester,
            Persons = persons.Value,
            ProjectId = project.Id,
            CohortId = cohort.Id,
            Purpose = form.Purpose.Trim(),
            Justification = form.Justification.Trim(),
            Level = form.Level,
            // Row filters are the steward's: a request asks for rows, it does not describe them.
            Tables = [.. form.Tables.Select(table => table with { RowFilter = null })],
            Until = form.Until,
            SubmittedAt = clock.GetUtcNow(),
        };
    }

    private static async Task<Outcome<IReadOnlyList<PersonId>>> NamedAsync(
        GovernanceContext context, Project project, PersonId requester, IReadOnlyList<string> names,
        CancellationToken cancellation)
    {
        var found = await context.People.Where(one => names.Contains(one.Name) && one.Active).ToListAsync(cancellation);
        var stranger = names.FirstOrDefault(
            name => !found.Exists(one => one.Name == name && project.Members.Exists(member => member.PersonId == one.Id)));
        return stranger is not null
            ? new Refusal(
                RefusalCodes.NotAMember,
                $"\"{stranger}\" is no active member of the project \"{project.Title}\".",
                NextStep: "Ask an admin to add the person, or leave the name out.")
            : Outcome<IReadOnlyList<PersonId>>.Of([.. found.Select(one => one.Id).Prepend(requester).Distinct()]);
    }
}
