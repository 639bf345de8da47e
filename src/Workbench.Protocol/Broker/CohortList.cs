namespace Workbench.Protocol.Broker;

/// <summary>Answer of <c>GET /v1/cohorts</c>: the catalogue as the session's person sees it, by name.</summary>
public sealed record CohortList(IReadOnlyList<CohortEntry> Cohorts);

/// <param name="Patients">Of the newest snapshot; 0 when there is none.</param>
/// <param name="Version">The version that opening without one would take; without a permit the newest; null when there is none.</param>
/// <param name="Access"><c>none</c>, <c>requested</c> or <c>granted</c>.</param>
/// <param name="Permit">Null unless granted.</param>
public sealed record CohortEntry(
    string Name,
    string Title,
    string Disease,
    string Description,
    int Patients,
    int? Version,
    IReadOnlyList<TableEntry> Tables,
    string Access,
    PermitEntry? Permit);

public sealed record TableEntry(string Name, long Rows);
