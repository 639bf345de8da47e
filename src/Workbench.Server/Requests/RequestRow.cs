using Workbench.Governance.Permits;
using Workbench.Governance.Requests;

namespace Workbench.Server.Requests;

/// <summary>A request as pages show it.</summary>
/// <param name="Person">Name of the requester.</param>
/// <param name="Project">Name of the project.</param>
/// <param name="Cohort">Name of the cohort.</param>
/// <param name="At">When it was submitted.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="PermitId">The permit it became.</param>
public sealed record RequestRow(
    RequestId Id, RequestState State, string Person, string PersonDisplayName, string Project, string ProjectTitle, string Cohort, string CohortTitle,
    string Purpose, string Justification, Level Level, IReadOnlyList<TableChoice> Tables, DateTimeOffset Until, DateTimeOffset At,
    DateTimeOffset? DecidedAt, string? DecidedBy, string? Reason, PermitId? PermitId)
{
    internal static RequestRow Of(AccessRequest request) => new(
        request.Id, request.State, request.Requester!.Name, request.Requester.DisplayName, request.Project!.Name, request.Project.Title,
        request.Cohort!.Name, request.Cohort.Title, request.Purpose, request.Justification, request.Level,
        [.. request.Tables.Select(table => new TableChoice(table.Name, table.Columns))], request.Until, request.SubmittedAt,
        request.DecidedAt, request.DecidedBy, request.DecisionReason, request.PermitId);
}

/// <summary>What of one table is asked for.</summary>
public sealed record TableChoice(string Name, IReadOnlyList<string> Columns)
{
    internal PermittedTable ToPermitted(string? rowFilter = null) => new(Name, Columns, string.IsNullOrWhiteSpace(rowFilter) ? null : rowFilter);
}
