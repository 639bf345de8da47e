using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Workbench.Governance.Audit;

/// <summary>Nothing in this program changes or removes an audit event; an attempt is a bug. Triggers hold it in the database too.</summary>
internal static class AuditIsAppendOnly
{
    public static void Guard(ChangeTracker changes)
    {
        foreach (var entry in changes.Entries<AuditEvent>())
        {
            if (entry.State is EntityState.Modified or EntityState.Deleted)
            {
                throw new InvalidOperationException("Audit events are never changed or removed.");
            }
        }
    }
}
