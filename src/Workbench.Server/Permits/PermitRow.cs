using Workbench.Governance.Permits;
using Workbench.Server.People;

namespace Workbench.Server.Permits;

/// <summary>A permit as pages show it.</summary>
/// <param name="Person">Name of the first person it names: the one who asked for it.</param>
/// <param name="Persons">Everybody it names.</param>
/// <param name="Project">Name of the project.</param>
/// <param name="Cohort">Name of the cohort.</param>
/// <param name="State">active, expired or revoked, as it is now.</param>
/// <param name="LastUsed">When data were last read under it; null when never, or when it was not asked for.</param>
/// <param name="Clauses">The permit in words, numbered as refusals name them.</param>
public sealed record PermitRow(
    PermitId Id, string Person, string PersonDisplayName, IReadOnlyList<PersonName> Persons, string Project, string ProjectTitle,
    string Cohort, string CohortTitle, string Purpose, Level Level, IReadOnlyList<PermittedTable> Tables,
    DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset Until, PermitStanding State,
    DateTimeOffset? LastUsed, Revocation? Revocation, IReadOnlyList<Clause> Clauses)
{
    internal static PermitRow Of(PermitEntry entry)
    {
        var permit = entry.Permit;
        var persons = permit.Persons.Select(named => PersonName.Of(named.Person!)).ToList();
        return new PermitRow(
            permit.Id, persons[0].Name, persons[0].DisplayName, persons, permit.Project!.Name, permit.Project.Title,
            permit.Cohort!.Name, permit.Cohort.Title, permit.Purpose, permit.Level, permit.Tables,
            permit.GrantedAt, permit.GrantedBy, permit.Expires, entry.Standing, entry.LastUsed,
            permit.RevokedAt is { } at ? new Revocation(at, permit.RevokedBy!, permit.RevocationReason!) : null,
            PermitClauses.Render(permit));
    }

    internal static PermitRow Of(Permit permit, DateTimeOffset now) => Of(new PermitEntry(permit, permit.Standing(now), LastUsed: null));
}

/// <param name="By">Name of who took it back.</param>
public sealed record Revocation(DateTimeOffset At, string By, string Reason);
