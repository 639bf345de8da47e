using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Broker;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;

namespace Workbench.Server.Sessions;

/// <summary>
/// What the server does around every session: the broker listens before a cell can run and stops when the session is over,
/// and both ends are recorded. A session that was found again after a restart of the server is not recorded a second time.
/// </summary>
internal sealed class SessionSupport(GovernanceStore store, BrokerHost broker)
{
    private readonly ConcurrentDictionary<SessionId, StopOrder> stopOrders = new();
    private volatile bool reconciling;

    private sealed record StopOrder(Actor By, string Reason);

    public SessionHooks Hooks => new() { FolderReady = BeginAsync, Ended = EndAsync };

    /// <summary>Takes over what runs already.</summary>
    /// <exception cref="Workbench.Notebooks.Engines.KernelEngineException">The launcher does not answer.</exception>
    public async Task ReconcileAsync(SessionRegistry sessions, CancellationToken cancel)
    {
        reconciling = true;
        try
        {
            await sessions.ReconcileAsync(cancel);
        }
        finally
        {
            reconciling = false;
        }
    }

    /// <summary>Says who ends a session and why, before it is ended, so that the record of the end has it.</summary>
    public void NoteStop(SessionId session, Actor by, string reason) => stopOrders[session] = new StopOrder(by, reason);

    // The record first: a session that the audit does not know must not read anything. Throwing ends the session.
    private async Task BeginAsync(SessionInfo session, CancellationToken cancel)
    {
        if (!reconciling)
        {
            var facts = new Dictionary<string, string> { ["kernel"] = session.KernelSpecName, ["profile"] = session.ResourceProfile };
            if (session.Project is { } project)
            {
                facts["project"] = project;
            }

            await RecordAsync(AuditKinds.SessionStarted, session, await OwnerAsync(session, cancel), facts, cancel);
        }

        await broker.ListenAsync(session.Id.Value, session.Owner, session.Project, session.BrokerSocket, session.Uid, cancel);
    }

    private async Task EndAsync(SessionInfo session)
    {
        await broker.StopListeningAsync(session.Id.Value);
        var (by, facts) = stopOrders.TryRemove(session.Id, out var order)
            ? (order.By, new Dictionary<string, string> { ["reason"] = order.Reason, ["owner"] = session.Owner })
            : (await OwnerAsync(session, CancellationToken.None), []);
        await RecordAsync(AuditKinds.SessionStopped, session, by, facts, CancellationToken.None);
    }

    private async Task<Actor> OwnerAsync(SessionInfo session, CancellationToken cancel)
    {
        await using var governance = store.Read();
        var person = await governance.People.SingleOrDefaultAsync(one => one.Name == session.Owner, cancel);
        return person is null ? new Actor(session.Owner, null, []) : Actor.Of(person);
    }

    private Task RecordAsync(string kind, SessionInfo session, Actor by, Dictionary<string, string> facts, CancellationToken cancel) =>
        store.RecordAsync(new AuditDraft(kind, by, $"session {session.Id}") { Details = facts }, cancel);
}
