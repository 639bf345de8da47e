using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Projects;
using Workbench.Governance.Requests;
using static Workbench.Governance.Requests.RequestCommand;
using static Workbench.Governance.Requests.RequestState;

namespace Workbench.Governance.Tests.Requests;

/// <summary>The whole of "when may" and "who may" for requests, as tables that allow and refuse.</summary>
public sealed class RequestDecisionTests
{
    private static readonly PersonId Requester = new("per_requester");
    private static readonly PersonId Colleague = new("per_colleague");
    private static readonly PersonId Stranger = new("per_stranger");

    [Theory]
    [InlineData(Submitted, Grant, Granted)]
    [InlineData(Submitted, Decline, Declined)]
    [InlineData(Submitted, Withdraw, Withdrawn)]
    [InlineData(Granted, Grant, null)]
    [InlineData(Granted, Decline, null)]
    [InlineData(Granted, Withdraw, null)]
    [InlineData(Declined, Grant, null)]
    [InlineData(Declined, Decline, null)]
    [InlineData(Declined, Withdraw, null)]
    [InlineData(Withdrawn, Grant, null)]
    [InlineData(Withdrawn, Decline, null)]
    [InlineData(Withdrawn, Withdraw, null)]
    public void Request_in_a_state_and_a_command_give_the_next_state_or_a_refusal(RequestState from, RequestCommand command, RequestState? to)
    {
        var next = RequestTransitions.Table.Next(from, command);
        Assert.Equal(to is null ? RefusalCodes.WrongState : null, next.Refusal?.Code);
        Assert.Equal(to ?? default, next.Value);
    }

    [Theory]
    [InlineData(Role.Researcher, Grant, RefusalCodes.NotAllowed)]
    [InlineData(Role.Instructor, Grant, RefusalCodes.NotAllowed)]
    [InlineData(Role.DataProvider, Grant, RefusalCodes.NotAllowed)]
    [InlineData(Role.Clinician, Grant, RefusalCodes.NotAllowed)]
    [InlineData(Role.Admin, Grant, RefusalCodes.NotAllowed)]
    [InlineData(Role.Steward, Grant, null)]
    [InlineData(Role.Researcher, Decline, RefusalCodes.NotAllowed)]
    [InlineData(Role.Instructor, Decline, RefusalCodes.NotAllowed)]
    [InlineData(Role.DataProvider, Decline, RefusalCodes.NotAllowed)]
    [InlineData(Role.Clinician, Decline, RefusalCodes.NotAllowed)]
    [InlineData(Role.Admin, Decline, RefusalCodes.NotAllowed)]
    [InlineData(Role.Steward, Decline, null)]
    [InlineData(Role.Researcher, Withdraw, RefusalCodes.NotAllowed)]
    [InlineData(Role.Steward, Withdraw, RefusalCodes.NotAllowed)]
    [InlineData(Role.Admin, Withdraw, RefusalCodes.NotAllowed)]
    public void Stranger_with_a_role_may_or_may_not(Role role, RequestCommand command, string? refusal) =>
        Assert.Equal(refusal, RequestPermissions.May(Who(Stranger, role), command, Request())?.Code);

    [Theory]
    [InlineData(Grant, RefusalCodes.OwnMatter)]
    [InlineData(Decline, RefusalCodes.OwnMatter)]
    [InlineData(Withdraw, null)]
    public void Requester_who_is_a_steward_may_only_withdraw(RequestCommand command, string? refusal) =>
        Assert.Equal(refusal, RequestPermissions.May(Who(Requester, Role.Steward), command, Request())?.Code);

    [Theory]
    [InlineData(Grant, RefusalCodes.OwnMatter)]
    [InlineData(Decline, RefusalCodes.OwnMatter)]
    [InlineData(Withdraw, RefusalCodes.NotAllowed)]
    public void Steward_who_is_named_in_the_request_may_not(RequestCommand command, string refusal) =>
        Assert.Equal(refusal, RequestPermissions.May(Who(Colleague, Role.Steward), command, Request())?.Code);

    [Theory]
    [InlineData(Grant)]
    [InlineData(Decline)]
    [InlineData(Withdraw)]
    public void Programs_and_inactive_people_may_not(RequestCommand command)
    {
        foreach (var actor in new[] { Actor.Installer, Actor.Server, Actor.Deidentify, Actor.Of(Inactive(Stranger, Role.Steward)) })
        {
            Assert.Equal(RefusalCodes.NotAllowed, RequestPermissions.May(actor, command, Request())?.Code);
        }
    }

    [Theory]
    [InlineData(Role.Researcher, true, null)]
    [InlineData(Role.Instructor, true, null)]
    [InlineData(Role.Clinician, true, null)]
    [InlineData(Role.DataProvider, true, RefusalCodes.NotAllowed)]
    [InlineData(Role.Steward, true, RefusalCodes.NotAllowed)]
    [InlineData(Role.Admin, true, RefusalCodes.NotAllowed)]
    [InlineData(Role.Researcher, false, RefusalCodes.NotAMember)]
    [InlineData(Role.Instructor, false, RefusalCodes.NotAMember)]
    [InlineData(Role.Clinician, false, RefusalCodes.NotAMember)]
    [InlineData(Role.Admin, false, RefusalCodes.NotAllowed)]
    public void Submitting_needs_a_role_and_membership(Role role, bool member, string? refusal)
    {
        var project = new Project { Id = new("prj_1"), Name = "trial", Title = "Trial", Purpose = "x" };
        if (member)
        {
            project.Members.Add(new ProjectMember { ProjectId = project.Id, PersonId = Requester, Since = default });
        }

        Assert.Equal(refusal, RequestPermissions.MaySubmit(Who(Requester, role), project)?.Code);
    }

    private static Actor Who(PersonId id, Role role) => Actor.Of(
        new Person { Id = id, Name = "somebody", DisplayName = "Somebody", Roles = [role] });

    private static Person Inactive(PersonId id, Role role) =>
        new() { Id = id, Name = "somebody", DisplayName = "Somebody", Roles = [role], Active = false };

    private static AccessRequest Request() => new()
    {
        Id = new("req_1"), RequesterId = Requester, Persons = [Requester, Colleague], ProjectId = new("prj_1"),
        CohortId = new("coh_1"), Purpose = "x", Justification = "x", Level = default, Tables = [], Until = default, SubmittedAt = default,
    };
}
