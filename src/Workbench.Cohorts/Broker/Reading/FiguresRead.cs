using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>Figures as the permit allows them.</summary>
/// <param name="RowFilter">The permit's, as checked SQL.</param>
/// <param name="SmallestGroup">Null: show everything (level rows and above).</param>
internal sealed record FiguresRead(
    string Table, string File, IReadOnlyList<ManifestColumn> Columns, string? RowFilter, int? SmallestGroup);
