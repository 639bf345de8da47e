namespace Workbench.Deidentify.Building;

/// <summary>A table whose rows are loaded, sorted and written as Parquet.</summary>
/// <param name="Path">The file: the snapshot's own, or one that <see cref="TableFinish"/> reads.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Patients">Number of different patients.</param>
/// <param name="Missing">Missing values by column, in the order of the snapshot.</param>
public sealed record LoadedTable(string Path, long Rows, int Patients, IReadOnlyList<long> Missing);
