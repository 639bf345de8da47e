namespace Workbench.Cohorts.Broker.Reading;

/// <summary>The form in which rows go out.</summary>
public enum RowFormat
{
    Parquet,
    Csv,
    Json,
}

/// <summary>A read as the permit allows it.</summary>
/// <param name="File">The verified Parquet file of the table.</param>
/// <param name="Columns">In the order of the answer.</param>
/// <param name="Permitted">All columns that the person may see, at least <paramref name="Columns"/> and what the own filter names.</param>
/// <param name="IsWholeFile">Whether <paramref name="Columns"/> are all columns of the file in its order.</param>
/// <param name="RowFilter">The permit's, as SQL that was written from a checked tree; null: none.</param>
/// <param name="OwnFilter">The person's, as SQL that was written from a checked tree; null: none.</param>
/// <param name="Limit">Most rows; null: all.</param>
internal sealed record TableRead(
    string File,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Permitted,
    bool IsWholeFile,
    string? RowFilter,
    string? OwnFilter,
    long? Limit,
    RowFormat Format)
{
    /// <summary>Nothing to leave out: the snapshot's file is the answer.</summary>
    public bool IsFileItself =>
        IsWholeFile && RowFilter is null && OwnFilter is null && Limit is null && Format == RowFormat.Parquet;
}
