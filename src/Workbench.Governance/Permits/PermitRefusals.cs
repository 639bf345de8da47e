using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;

namespace Workbench.Governance.Permits;

/// <summary>The refusals of <see cref="PermitCheck"/>, in words, each with the clause it rests on.</summary>
internal static class PermitRefusals
{
    private const string AskForMore = "Request access to what is missing on the cohort's page.";

    public static Refusal PersonInactive() => new(
        RefusalCodes.PersonInactive, "This person is not active any more.", NextStep: "Ask an admin.");

    public static Refusal NoPermit(string cohort) => new(
        RefusalCodes.NoPermit,
        $"You have no permit for the cohort \"{cohort}\".",
        NextStep: "Request access on the cohort's page.");

    public static Refusal Revoked(Permit permit) => new(
        RefusalCodes.PermitRevoked,
        "This permit was revoked.",
        Clause(permit, PermitClauses.Revocation),
        $"Ask {permit.RevokedBy}, or request access again on the cohort's page.");

    public static Refusal Expired(Permit permit) => new(
        RefusalCodes.PermitExpired,
        "This permit has ended.",
        Clause(permit, PermitClauses.Expiry),
        "Request access again on the cohort's page.");

    public static Refusal NotAMember(Permit permit) => new(
        RefusalCodes.NotAMember,
        "You are no member of this permit's project any more.",
        Clause(permit, PermitClauses.Persons),
        "Ask an admin to add you to the project.");

    public static Refusal Level(Permit permit, Level wanted) => new(
        RefusalCodes.LevelTooLow,
        $"This needs a permit of level {wanted.ToString().ToLowerInvariant()}; yours is of level {permit.Level.ToString().ToLowerInvariant()}.",
        Clause(permit, PermitClauses.Level),
        permit.Level == Permits.Level.Aggregate ? "Use describe, or request level rows on the cohort's page." : AskForMore);

    public static Refusal Version(Permit permit, int? wanted) => new(
        RefusalCodes.VersionNotPermitted,
        wanted is null ? "No snapshot that exists is within the versions of this permit." : $"Version {wanted} is outside this permit.",
        Clause(permit, PermitClauses.Cohort),
        AskForMore);

    public static Refusal SnapshotMissing(string cohort, int? version) => new(
        RefusalCodes.SnapshotMissing,
        version is null ? $"The cohort \"{cohort}\" has no snapshot yet." : $"The cohort \"{cohort}\" has no version {version}.",
        NextStep: "Look at the cohort's versions.");

    public static Refusal Locked(Permit permit, CohortSnapshot snapshot, Cohort cohort) => new(
        RefusalCodes.SnapshotLocked,
        $"Version {snapshot.Version} of the cohort \"{cohort.Name}\" is locked: {SnapshotStateReasons.Words(snapshot.StateReason)}.",
        Clause(permit, PermitClauses.Cohort),
        cohort.SuccessorOf(snapshot) is not { } next ? "A version that takes its place is not built yet; the cohort's page will show it."
        : permit.Covers(next.Version) ? $"Use version {next.Version}, which took its place."
        : $"Version {next.Version} took its place and is outside this permit: request access to it on the cohort's page.");

    public static Refusal Table(Permit permit, string table) => new(
        RefusalCodes.TableNotPermitted,
        $"The table \"{table}\" is not in this permit.",
        Clause(permit, PermitClauses.Columns),
        AskForMore);

    public static Refusal Columns(Permit permit, string table, IReadOnlyList<string> columns) => new(
        RefusalCodes.ColumnNotPermitted,
        $"Not in this permit for table \"{table}\": {string.Join(", ", columns.Select(column => $"\"{column}\""))}.",
        Clause(permit, PermitClauses.Columns),
        AskForMore);

    private static ClauseReference Clause(Permit permit, int number) =>
        new(permit.Id, number, PermitClauses.Render(permit, number).Text);
}
