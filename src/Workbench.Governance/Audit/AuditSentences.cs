using Workbench.Governance.Cohorts;

namespace Workbench.Governance.Audit;

/// <summary>Each event as a sentence, for the audit page. It is made from the event alone, so it reads the same for ever.</summary>
public static class AuditSentences
{
    public static string Render(AuditEvent one)
    {
        var done = one.Outcome == AuditEvent.Done;
        var sentence = $"{one.Person} {(done ? Done(one) : Tried(one))}";
        return done ? sentence + "." : $"{sentence}; refused ({one.Outcome}).";
    }

    private static string Done(AuditEvent one) => one.Kind switch
    {
        AuditKinds.PersonAdded => $"added the {one.Subject} as {Detail(one, "roles")}",
        AuditKinds.PersonChanged => $"changed the {one.Subject}{Listed(one, "roles", "active")}",
        AuditKinds.PersonSignedIn => "signed in",
        AuditKinds.PersonSignedOut => "signed out",
        AuditKinds.TokenMade => $"made an API token for the {one.Subject}",
        AuditKinds.TokenRevoked => $"revoked an API token of the {one.Subject}",
        AuditKinds.ProjectAdded => $"started the {one.Subject}",
        AuditKinds.MemberAdded => $"let {Detail(one, "member")} into the {one.Subject}",
        AuditKinds.MemberRemoved => $"took {Detail(one, "member")} out of the {one.Subject}",
        AuditKinds.CohortAdded => $"added the {one.Subject}",
        AuditKinds.OrderRequested => $"ordered a snapshot of {one.Cohort} from the source {Detail(one, "source")}",
        AuditKinds.OrderApproved => $"approved the order of a snapshot of {one.Cohort}",
        AuditKinds.OrderDeclined => $"declined the order of a snapshot of {one.Cohort}: {Detail(one, "reason")}",
        AuditKinds.OrderStarted => $"started to build a snapshot of {one.Cohort}",
        AuditKinds.OrderBuilt => $"built the snapshot {one.Snapshot ?? one.Cohort}",
        AuditKinds.OrderFailed => $"could not build a snapshot of {one.Cohort}: {Detail(one, "reason")}",
        AuditKinds.RebuildOrdered => $"ordered {one.Snapshot} to be built again ({Detail(one, "cause")})",
        AuditKinds.SnapshotLocked => $"locked {one.Snapshot}: {SnapshotStateReasons.Words(Detail(one, "reason"))}",
        AuditKinds.SnapshotSuperseded => $"marked {one.Snapshot} as replaced: {SnapshotStateReasons.Words(Detail(one, "reason"))}",
        AuditKinds.KeyRotated => $"replaced the key of the {one.Subject} for {Detail(one, "purpose")}: {Detail(one, "reason")}",
        AuditKinds.CustodianAdded => $"made {Detail(one, "custodian")} a custodian of the raw side",
        AuditKinds.CustodianRemoved => $"took {Detail(one, "custodian")} off the custodians of the raw side",
        AuditKinds.WithdrawalRecorded => "withdrew a patient from all cohorts",
        AuditKinds.WithdrawalLocked => $"locked every version with the withdrawn patient ({Detail(one, "snapshots")})",
        AuditKinds.WithdrawalCompleted => "completed the withdrawal of a patient",
        AuditKinds.ReidentificationRequested => $"asked who stands behind a pseudonym of {one.Snapshot}: {Detail(one, "reason")}",
        AuditKinds.ReidentificationApproved => $"approved that {Detail(one, "requester")} learns who stands behind a pseudonym of {one.Snapshot}",
        AuditKinds.ReidentificationDeclined => $"declined that {Detail(one, "requester")} learns who stands behind a pseudonym of {one.Snapshot}: {Detail(one, "reason")}",
        AuditKinds.ReidentificationCancelled => $"took back the question who stands behind a pseudonym of {one.Snapshot}",
        AuditKinds.ReidentificationAnswered => $"learned who stands behind a pseudonym of {one.Snapshot}{Listed(one, "found")}",
        AuditKinds.RequestSubmitted => $"asked for access to {one.Cohort} at level {Detail(one, "level")} ({Detail(one, "columns")})",
        AuditKinds.RequestGranted => $"granted {Detail(one, "requester")} access to {one.Cohort} at level {Detail(one, "level")} until {Detail(one, "until")}",
        AuditKinds.RequestDeclined => $"declined the request of {Detail(one, "requester")} for {one.Cohort}: {Detail(one, "reason")}",
        AuditKinds.RequestWithdrawn => $"withdrew the request for {one.Cohort}",
        AuditKinds.ExposureMeasured => $"measured what some columns and rows of {one.Snapshot} would expose ({Detail(one, "columns")}){Filtered(one)}",
        AuditKinds.PermitRevoked => $"revoked a permit for {one.Cohort}: {Detail(one, "reason")}",
        AuditKinds.CohortsListed => "listed the cohorts from a session",
        AuditKinds.CohortOpened => $"opened {one.Snapshot ?? one.Cohort}",
        AuditKinds.TableRead => $"read {one.Subject} of {one.Snapshot}{(one.Details.ContainsKey("columns") ? $" ({Detail(one, "columns")})" : "")}{Filtered(one)}",
        AuditKinds.CohortDescribed => $"read figures about {one.Subject} of {one.Snapshot}",
        AuditKinds.SessionStarted => $"started the {one.Subject}",
        AuditKinds.SessionStopped => $"stopped the {one.Subject}{Listed(one, "reason")}",
        AuditKinds.SamplePublished => $"published the {one.Subject}",
        AuditKinds.SampleUpdated => $"updated the {one.Subject}",
        AuditKinds.SampleWithdrawn => $"withdrew the {one.Subject}",
        AuditKinds.SampleOpened => $"opened a copy of the {one.Subject}",
        _ => $"did \"{one.Kind}\" to {one.Subject}",
    };

    private static string Tried(AuditEvent one) => one.Kind switch
    {
        AuditKinds.TableRead => $"wanted to read {one.Subject} of {one.Snapshot ?? one.Cohort}",
        AuditKinds.CohortOpened => $"wanted to open {one.Cohort}",
        AuditKinds.CohortDescribed => $"wanted figures about {one.Subject} of {one.Snapshot ?? one.Cohort}",
        AuditKinds.BrokerCallRefused => "sent a call to the broker that was not well formed",
        AuditKinds.PersonSignedIn => "wanted to sign in",
        AuditKinds.TokenRevoked => $"wanted to revoke an API token of the {one.Subject}",
        _ => $"wanted to do this: {Words(one.Kind)} ({one.Subject}{(one.Cohort is null ? string.Empty : $", {one.Cohort}")})",
    };

    private static string Filtered(AuditEvent one) =>
        one.Details.TryGetValue("filterColumns", out var columns) ? $", filtered by {columns}" : string.Empty;

    private static string Listed(AuditEvent one, params string[] names)
    {
        var there = names.Where(one.Details.ContainsKey).Select(name => $"{name}: {one.Details[name]}").ToList();
        return there.Count == 0 ? string.Empty : $" ({string.Join("; ", there)})";
    }

    private static string Detail(AuditEvent one, string name) =>
        one.Details.TryGetValue(name, out var text) ? text.TrimEnd('.') : "(not recorded)";

    // Kinds are past participles with their noun in front: "request-granted" reads "request granted".
    private static string Words(string kind) => kind.Replace('-', ' ');
}
