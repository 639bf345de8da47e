using Workbench.Governance.Orders;

namespace Workbench.Governance.Cohorts;

/// <summary>One registered version of a cohort: immutable, named by its content. The files lie with the snapshots.</summary>
public sealed class CohortSnapshot
{
    public required SnapshotId Id { get; init; }

    public required CohortId CohortId { get; init; }

    public Cohort? Cohort { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 in lower-case hexadecimal digits, as in the manifest.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Distinct patients over all tables.</summary>
    public required int Patients { get; init; }

    public int Images { get; init; }

    public required IReadOnlyList<SnapshotTable> Tables { get; init; }

    public required RiskFigures Risk { get; init; }

    /// <summary>Relative to the snapshots folder, for instance <c>lung/v3/manifest.json</c>.</summary>
    public required string ManifestPath { get; init; }

    public required OrderId OrderId { get; init; }

    public required DateTimeOffset BuiltAt { get; init; }

    /// <summary>What the key is for that its pseudonyms, dates and UIDs were made with.</summary>
    public string KeyPurpose { get; init; } = Order.DefaultPurpose;

    /// <summary>Generation of that key, from 1; rotation makes the next.</summary>
    public int KeyGeneration { get; init; } = 1;

    public SnapshotState State { get; internal set; } = SnapshotState.Open;

    /// <summary>One of <see cref="SnapshotStateReasons"/>; null while it is open.</summary>
    public string? StateReason { get; internal set; }

    public DateTimeOffset? StateAt { get; internal set; }

    public bool IsReadable() => State != SnapshotState.Locked;

    /// <summary>As it stands in audit events and headers: <c>lung/v3</c>.</summary>
    public static string Label(string cohort, int version) => $"{cohort}/v{version}";
}

/// <summary>A table of a snapshot: rows and column names, in the order of the file.</summary>
public sealed record SnapshotTable(string Name, long Rows, IReadOnlyList<string> Columns);

/// <summary>
/// How far the snapshot's quasi-identifiers single people out, as its manifest says.
/// </summary>
/// <param name="QuasiIdentifiers">The columns the figures were computed over.</param>
/// <param name="K">Size of the smallest group of records that share all quasi-identifiers; null when there are none.</param>
/// <param name="Unique">Records alone in their group.</param>
/// <param name="Records">Records looked at.</param>
public sealed record RiskFigures(
    IReadOnlyList<string> QuasiIdentifiers, int? K, long Unique, long Records);
