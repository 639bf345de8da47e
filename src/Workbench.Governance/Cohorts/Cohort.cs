namespace Workbench.Governance.Cohorts;

/// <summary>A named, described group of patients as researchers know it. Its data are its snapshots.</summary>
public sealed class Cohort
{
    /// <summary>Groups smaller than this are shown to nobody outside a permit of level rows: ACRO's and our default.</summary>
    public const int DefaultSmallestGroup = 10;

    public required CohortId Id { get; init; }

    /// <summary>Unique slug; also the folder of the snapshots.</summary>
    public required string Name { get; init; }

    public required string Title { get; set; }

    public required string Disease { get; set; }

    public required string Description { get; set; }

    /// <summary>The institution the data come from.</summary>
    public required string Provider { get; set; }

    /// <summary>Smallest number of patients that a shown count may stand for.</summary>
    public int SmallestGroup { get; set; } = DefaultSmallestGroup;

    public List<CohortSnapshot> Snapshots { get; init; } = [];

    /// <summary>The newest version that may be read; null when there is none. Needs <see cref="Snapshots"/> to be loaded.</summary>
    public CohortSnapshot? NewestReadable() => Snapshots.Where(one => one.IsReadable()).MaxBy(one => one.Version);

    /// <summary>The version that took the place of another one: the newest readable one after it; null while there is none.</summary>
    public CohortSnapshot? SuccessorOf(CohortSnapshot snapshot) =>
        NewestReadable() is { } newest && newest.Version > snapshot.Version ? newest : null;
}
