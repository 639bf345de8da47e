using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Governance.Requests;

/// <summary>What the steward grants differently from what was asked. A grant can only narrow: who needs more asks for more.</summary>
public sealed record GrantChanges
{
    /// <summary>Null grants the level that was asked for.</summary>
    public Level? Level { get; init; }

    /// <summary>Null grants the columns that were asked for. Row filters may stand in the tables.</summary>
    public IReadOnlyList<PermittedTable>? Tables { get; init; }

    /// <summary>Null grants until when it was asked for.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>First snapshot version let through. Default: 1.</summary>
    public int FromVersion { get; init; } = 1;

    /// <summary>Last snapshot version let through. Default null: later ones too.</summary>
    public int? ToVersion { get; init; }

    internal Refusal? Exceeds(AccessRequest request)
    {
        var what = Level > request.Level ? "level"
            : Until > request.Until ? "end"
            : Tables is not null && !PermittedTables.Within(Tables, request.Tables) ? "columns"
            : null;
        return what is null
            ? null
            : new Refusal(
                RefusalCodes.GrantExceedsRequest,
                $"The {what} would go beyond what was asked for.",
                NextStep: "Grant at most what was asked; the person can ask for more.");
    }
}

/// <summary>
/// Says whether a row filter is an acceptable expression over the columns of a table. Governance stores filters and does
/// not understand them; the broker, which applies them, does.
/// </summary>
/// <returns>Null when acceptable.</returns>
public delegate Refusal? RowFilterCheck(string cohort, int version, string table, string filter);
