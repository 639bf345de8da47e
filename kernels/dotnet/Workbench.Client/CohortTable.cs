using Deedle;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Workbench.Client.Broker;
using Workbench.Client.Columns;
using Workbench.Client.Frames;
using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>
/// One table of an opened cohort. Every reading method takes <c>columns:</c> (which columns; all that the permit lets
/// through when left out), <c>where:</c> (a condition in SQL over the table's columns, for example
/// <c>"age &gt;= 60 AND sex = 2"</c>; a column with a dot in its name stands in double quotes) and <c>limit:</c> (most
/// rows). The broker applies them, so that what is not needed does not travel. Rows come in the order of the snapshot.
/// </summary>
public sealed class CohortTable
{
    private readonly BrokerConnection broker;
    private readonly Cohort cohort;

    internal CohortTable(BrokerConnection broker, Cohort cohort, TableSchema schema)
    {
        this.broker = broker;
        this.cohort = cohort;
        Name = schema.Name;
        Rows = schema.Rows;
        Columns = [.. schema.Columns.Select(column => DictionaryEntry.Of(schema.Name, column))];
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The cohort and version that it belongs to.</summary>
    public string Source => $"{cohort}/{Name}";

    /// <summary>How many rows the permit lets through; null where that number is withheld.</summary>
    public long? Rows { get; }

    /// <summary>The columns that the permit lets through, with their meaning.</summary>
    public IReadOnlyList<DictionaryEntry> Columns { get; }

    /// <summary>
    /// The rows as a Deedle frame with row keys 0, 1, 2, ... Whole numbers are <see cref="long"/>, other numbers
    /// <see cref="double"/>, dates <see cref="DateTime"/>; missing values are missing in the frame.
    /// </summary>
    /// <exception cref="CohortRefusedException">The permit, as it is now, does not let this through.</exception>
    /// <exception cref="BrokerUnavailableException">The broker did not answer or the connection broke.</exception>
    public Frame<int, string> ToFrame(IEnumerable<string>? columns = null, string? where = null, int? limit = null) =>
        Blocking.Wait(cancellation => ToFrameAsync(columns, where, limit, cancellation));

    /// <inheritdoc cref="ToFrame"/>
    public async Task<Frame<int, string>> ToFrameAsync(
        IEnumerable<string>? columns = null, string? where = null, int? limit = null, CancellationToken cancellation = default) =>
        DeedleFrame.From(await ReadAsync(columns, where, limit, ColumnForm.Exact, cancellation).ConfigureAwait(false));

    /// <summary>
    /// The rows as an ML.NET data view in memory. Numbers are <see cref="float"/> (NaN for missing), as ML.NET's trainers
    /// want them, so whole numbers above 16,777,216 are rounded; texts are texts (empty for missing); dates are dates
    /// (year 1 for missing); booleans are booleans, or numbers 0, 1 and NaN when one of them is missing.
    /// </summary>
    /// <inheritdoc cref="ToFrame" path="/exception"/>
    public IDataView ToDataView(IEnumerable<string>? columns = null, string? where = null, int? limit = null) =>
        Blocking.Wait(cancellation => ToDataViewAsync(columns, where, limit, cancellation));

    /// <inheritdoc cref="ToDataView"/>
    public async Task<IDataView> ToDataViewAsync(
        IEnumerable<string>? columns = null, string? where = null, int? limit = null, CancellationToken cancellation = default) =>
        new ColumnDataView(await ReadAsync(columns, where, limit, ColumnForm.Trainer, cancellation).ConfigureAwait(false));

    /// <summary>The rows as a Microsoft.Data.Analysis frame; missing values are null.</summary>
    /// <inheritdoc cref="ToFrame" path="/exception"/>
    public DataFrame ToDataFrame(IEnumerable<string>? columns = null, string? where = null, int? limit = null) =>
        Blocking.Wait(cancellation => ToDataFrameAsync(columns, where, limit, cancellation));

    /// <inheritdoc cref="ToDataFrame"/>
    public async Task<DataFrame> ToDataFrameAsync(
        IEnumerable<string>? columns = null, string? where = null, int? limit = null, CancellationToken cancellation = default) =>
        AnalysisFrame.From(await ReadAsync(columns, where, limit, ColumnForm.Exact, cancellation).ConfigureAwait(false));

    /// <summary>What every column means.</summary>
    public DataDictionary Dictionary() => new(Columns);

    /// <summary>Figures about every column; the table's rows do not travel for that.</summary>
    /// <inheritdoc cref="ToFrame" path="/exception"/>
    public CohortDescription Describe() => Blocking.Wait(DescribeAsync);

    /// <inheritdoc cref="Describe"/>
    public Task<CohortDescription> DescribeAsync(CancellationToken cancellation = default) => cohort.DescribeAsync(Name, cancellation);

    /// <inheritdoc/>
    public override string ToString() => Source;

    /// <summary>All rows and columns that the permit lets through, as a Parquet file.</summary>
    internal Task DownloadAsync(string path, CancellationToken cancellation)
    {
        var request = new TableRequest(cohort.Name, cohort.Version, Name, null, null, null);
        return broker.DownloadAsync(request.Path, request.Asked, path, cancellation);
    }

    private async Task<IReadOnlyList<Column>> ReadAsync(
        IEnumerable<string>? columns, string? where, int? limit, ColumnForm form, CancellationToken cancellation)
    {
        var wanted = columns?.ToArray();
        if (wanted is { Length: 0 })
        {
            throw new ArgumentException("No column is named in columns:. Leave it out to read all of them.", nameof(columns));
        }
        if (limit is < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), "limit: cannot be below 0.");
        }
        var request = new TableRequest(cohort.Name, cohort.Version, Name, wanted, where, limit);
        using var file = TemporaryFile.Create();
        await broker.DownloadAsync(request.Path, request.Asked, file.Path, cancellation).ConfigureAwait(false);
        return ParquetColumns.Read(file.Path, form, cancellation);
    }
}
