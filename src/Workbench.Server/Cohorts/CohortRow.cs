using Workbench.Governance.Cohorts;
using Workbench.Governance.Permits;
using Workbench.Governance.Requests;

namespace Workbench.Server.Cohorts;

/// <summary>A cohort in the catalogue, as the caller stands to it.</summary>
/// <param name="Patients">Of the newest snapshot; null while there is none.</param>
/// <param name="Tables">How many tables the newest snapshot has.</param>
/// <param name="Images">How many images the newest snapshot has.</param>
/// <param name="Version">Of the newest snapshot; null while there is none.</param>
public sealed record CohortRow(
    string Name, string Title, string Disease, string Description, string Provider,
    int? Patients, int Tables, int Images, int? Version, DateTimeOffset? BuiltAt, MyAccess Access)
{
    internal static CohortRow Of(CohortAccess access)
    {
        var (cohort, newest) = (access.Cohort, access.Newest);
        return new CohortRow(
            cohort.Name, cohort.Title, cohort.Disease, cohort.Description, cohort.Provider,
            newest?.Patients, newest?.Tables.Count ?? 0, newest?.Images ?? 0, newest?.Version, newest?.BuiltAt, MyAccess.Of(access));
    }
}

/// <param name="State">none, requested or granted.</param>
/// <param name="Until">When the permit ends, or until when access was requested.</param>
public sealed record MyAccess(AccessState State, DateTimeOffset? Until, Level? Level, RequestId? RequestId, PermitId? PermitId)
{
    internal static MyAccess Of(CohortAccess access) => access.State switch
    {
        AccessState.Granted => new(access.State, access.Permit!.Expires, access.Permit.Level, access.Request?.Id, access.Permit.Id),
        AccessState.Requested => new(access.State, access.Request!.Until, access.Request.Level, access.Request.Id, null),
        _ => new(access.State, null, null, null, null),
    };
}
