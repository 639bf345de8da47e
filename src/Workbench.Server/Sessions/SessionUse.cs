using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;

namespace Workbench.Server.Sessions;

/// <summary>Which session read what under which permit. The audit is the one place that knows, so it is asked.</summary>
internal static class SessionUse
{
    private const string SessionFact = "session";

    /// <param name="Version">Version of the snapshot.</param>
    public sealed record Use(string Cohort, int Version, string Permit);

    /// <summary>In the order of the reads.</summary>
    public static async Task<IReadOnlyList<Use>> OfSessionAsync(GovernanceContext governance, KernelSession session, CancellationToken cancel)
    {
        var (owner, since) = (session.Owner, session.StartedAt.AddMinutes(-1));
        var events = await governance.AuditEvents
            .Where(one => one.Person == owner && one.At >= since && one.Permit != null && one.Snapshot != null && one.Outcome == AuditEvent.Done)
            .OrderBy(one => one.Sequence)
            .ToListAsync(cancel);
        return [.. events
            .Where(one => one.Details.GetValueOrDefault(SessionFact) == session.Id.Value)
            .Select(one => new Use(one.Cohort!, VersionOf(one.Snapshot!), one.Permit!))];
    }

    /// <summary>Ids of the sessions that read under a permit.</summary>
    public static async Task<IReadOnlySet<string>> OfPermitAsync(GovernanceContext governance, PermitId permit, CancellationToken cancel)
    {
        var id = permit.Value;
        var details = await governance.AuditEvents
            .Where(one => one.Permit == id && one.Snapshot != null && one.Outcome == AuditEvent.Done)
            .Select(one => one.Details)
            .ToListAsync(cancel);
        return details.Select(facts => facts.GetValueOrDefault(SessionFact)).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    // A snapshot is named lung/v3.
    private static int VersionOf(string snapshot) =>
        int.TryParse(snapshot.AsSpan(snapshot.LastIndexOf('v') + 1), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
