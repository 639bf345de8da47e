using Workbench.Governance.People;
using Workbench.Governance.Projects;

namespace Workbench.Governance.Permits;

/// <summary>What somebody wants to read.</summary>
/// <param name="Person">Who asks; loaded at that moment.</param>
/// <param name="Project">The project the session works for, or null: any of the person's projects.</param>
/// <param name="Cohort">Name of the cohort.</param>
/// <param name="Level">The level the answer needs: rows for records, aggregate for figures and the dictionary.</param>
public sealed record AccessQuestion(Person Person, ProjectId? Project, string Cohort, Level Level)
{
    /// <summary>The wanted version; null takes the newest that the permit lets through.</summary>
    public int? Version { get; init; }

    /// <summary>The wanted table; null asks for the cohort as a whole.</summary>
    public string? Table { get; init; }

    /// <summary>The wanted columns (also those that a filter of the person's own names); null takes all permitted ones.</summary>
    public IReadOnlyList<string>? Columns { get; init; }
}

/// <summary>The answer "yes", with its limits.</summary>
/// <param name="Permit">The permit that lets it through.</param>
/// <param name="Version">The version to read.</param>
/// <param name="Table">What is permitted of the wanted table, in the snapshot's column order; null when no table was asked for.</param>
/// <param name="Columns">The columns to answer with; empty when no table was asked for.</param>
public sealed record AccessGrant(Permit Permit, int Version, PermittedTable? Table, IReadOnlyList<string> Columns);
