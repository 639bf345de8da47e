namespace Workbench.Cohorts.Snapshots;

/// <summary>One table of a snapshot: one Parquet file, rows by patient, those of a patient in an order that says nothing.</summary>
/// <param name="Name">Name of the table (slug).</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Patients">Number of different patients in it.</param>
/// <param name="File">Path of the Parquet file, relative to the snapshot's folder, with forward slashes.</param>
/// <param name="Sha256">Lower-case SHA-256 of the file.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Columns">The columns in the order of the file; the first is <c>patient</c>.</param>
public sealed record ManifestTable(
    string Name,
    long Rows,
    int Patients,
    string File,
    string Sha256,
    long Bytes,
    IReadOnlyList<ManifestColumn> Columns)
{
    /// <summary>The column of that name, or null when the table has none.</summary>
    public ManifestColumn? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);
}
