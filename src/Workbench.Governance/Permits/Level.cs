namespace Workbench.Governance.Permits;

/// <summary>How much a permit lets through; each level contains the ones before it.</summary>
public enum Level
{
    /// <summary>Only checked figures: counts, means, quartiles, with small groups suppressed.</summary>
    Aggregate,

    /// <summary>De-identified records.</summary>
    Rows,

    /// <summary>De-identified records and images.</summary>
    Images,
}
