namespace Workbench.Governance.Decisions;

/// <summary>The codes of all refusals. They are part of the API: pages, clients and tests name them, so none is ever renamed.</summary>
public static class RefusalCodes
{
    public const string NoPermit = "no-permit";
    public const string PermitRevoked = "permit-revoked";
    public const string PermitExpired = "permit-expired";
    public const string ColumnNotPermitted = "column-not-permitted";
    public const string TableNotPermitted = "table-not-permitted";
    public const string LevelTooLow = "level-too-low";
    public const string VersionNotPermitted = "version-not-permitted";
    public const string CohortUnknown = "cohort-unknown";
    public const string SnapshotMissing = "snapshot-missing";

    /// <summary>The version may not be read by anybody any more: a patient in it was withdrawn, or its key became known.</summary>
    public const string SnapshotLocked = "snapshot-locked";

    public const string FilterRefused = "filter-refused";
    public const string TooManyRequests = "too-many-requests";

    /// <summary>The role, or being the requester, forbids the act.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>Nobody decides on an own request, order or permit.</summary>
    public const string OwnMatter = "own-matter";

    /// <summary>The thing is in a state in which this cannot be done any more.</summary>
    public const string WrongState = "wrong-state";

    public const string NotAMember = "not-a-member";
    public const string PersonInactive = "person-inactive";
    public const string PersonUnknown = "person-unknown";
    public const string ProjectUnknown = "project-unknown";
    public const string RequestUnknown = "request-unknown";
    public const string PermitUnknown = "permit-unknown";
    public const string WithdrawalUnknown = "withdrawal-unknown";
    public const string ReidentificationUnknown = "reidentification-unknown";
    public const string ReidentificationExpired = "reidentification-expired";

    /// <summary>Who acts on the raw side did not prove to be that person.</summary>
    public const string NotProved = "not-proved";

    public const string OrderUnknown = "order-unknown";
    public const string NameTaken = "name-taken";
    public const string Invalid = "invalid";
    public const string AlreadyRequested = "already-requested";
    public const string GrantExceedsRequest = "grant-exceeds-request";
    public const string SnapshotConflict = "snapshot-conflict";
}
