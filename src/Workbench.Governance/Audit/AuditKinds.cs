namespace Workbench.Governance.Audit;

/// <summary>The kinds of audit events, past tense. They are stored and shown, so none is ever renamed.</summary>
public static class AuditKinds
{
    public const string PersonAdded = "person-added";
    public const string PersonChanged = "person-changed";
    public const string PersonSignedIn = "person-signed-in";
    public const string PersonSignedOut = "person-signed-out";
    public const string TokenMade = "token-made";
    public const string TokenRevoked = "token-revoked";
    public const string ProjectAdded = "project-added";
    public const string MemberAdded = "member-added";
    public const string MemberRemoved = "member-removed";
    public const string CohortAdded = "cohort-added";
    public const string OrderRequested = "order-requested";
    public const string OrderApproved = "order-approved";
    public const string OrderDeclined = "order-declined";
    public const string OrderStarted = "order-started";
    public const string OrderBuilt = "order-built";
    public const string OrderFailed = "order-failed";
    public const string RebuildOrdered = "rebuild-ordered";
    public const string SnapshotLocked = "snapshot-locked";
    public const string SnapshotSuperseded = "snapshot-superseded";
    public const string KeyRotated = "key-rotated";
    public const string CustodianAdded = "custodian-added";
    public const string CustodianRemoved = "custodian-removed";
    public const string WithdrawalRecorded = "withdrawal-recorded";
    public const string WithdrawalLocked = "withdrawal-locked";
    public const string WithdrawalCompleted = "withdrawal-completed";
    public const string ReidentificationRequested = "reidentification-requested";
    public const string ReidentificationApproved = "reidentification-approved";
    public const string ReidentificationDeclined = "reidentification-declined";
    public const string ReidentificationCancelled = "reidentification-cancelled";
    public const string ReidentificationAnswered = "reidentification-answered";
    public const string RequestSubmitted = "request-submitted";
    public const string RequestGranted = "request-granted";
    public const string RequestDeclined = "request-declined";
    public const string RequestWithdrawn = "request-withdrawn";
    public const string ExposureMeasured = "exposure-measured";
    public const string PermitRevoked = "permit-revoked";
    public const string CohortsListed = "cohorts-listed";
    public const string CohortOpened = "cohort-opened";
    public const string TableRead = "table-read";
    public const string CohortDescribed = "cohort-described";
    public const string BrokerCallRefused = "broker-call-refused";
    public const string SessionStarted = "session-started";
    public const string SessionStopped = "session-stopped";
    public const string SamplePublished = "sample-published";
    public const string SampleUpdated = "sample-updated";
    public const string SampleWithdrawn = "sample-withdrawn";
    public const string SampleOpened = "sample-opened";
}
