using System.Globalization;
using Deedle;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Workbench.Client.Broker;
using Workbench.Client.Images;
using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>One version of a cohort, opened under a permit. Made by <see cref="Cohorts.Open"/>.</summary>
public sealed class Cohort
{
    private readonly BrokerConnection broker;

    internal Cohort(BrokerConnection broker, CohortSchema schema)
    {
        this.broker = broker;
        Name = schema.Name;
        Version = schema.Version;
        ContentHash = schema.ContentHash;
        Permit = CohortPermit.Of(schema.Permit);
        Tables = [.. schema.Tables.Select(table => new CohortTable(broker, this, table))];
    }

    /// <summary>Its short name.</summary>
    public string Name { get; }

    /// <summary>The version that was opened; cite it together with <see cref="ContentHash"/>.</summary>
    public int Version { get; }

    /// <summary>SHA-256 of the version's data, in hexadecimal.</summary>
    public string ContentHash { get; }

    /// <summary>The permit under which it was opened. It can end or be revoked at any time; each read asks anew.</summary>
    public CohortPermit Permit { get; }

    /// <summary>The tables that the permit lets through.</summary>
    public IReadOnlyList<CohortTable> Tables { get; }

    /// <summary>One of the tables.</summary>
    /// <exception cref="ArgumentException">No table of that name is let through by the permit.</exception>
    public CohortTable Table(string name) =>
        Tables.FirstOrDefault(table => table.Name == name)
        ?? throw new ArgumentException($"The cohort {Name} has no table '{name}' under your permit. Its tables are: {string.Join(", ", Tables.Select(table => table.Name))}.", nameof(name));

    /// <summary>
    /// The images of the cohort that the permit lets through; it takes a permit of level images for the table <c>images</c>. The list is
    /// read anew at each call, pixels when they are asked for.
    /// </summary>
    /// <exception cref="InvalidOperationException">The permit does not name the table <c>images</c>, or leaves out the columns by which images are found.</exception>
    /// <exception cref="CohortRefusedException">The permit ended or was revoked.</exception>
    public CohortImages Images => Blocking.Wait(cancellation => CohortImages.ReadAsync(broker, this, cancellation));

    /// <summary>What every column means: table, column, type, unit, meaning, missing values, role.</summary>
    public DataDictionary Dictionary() => new([.. Tables.SelectMany(table => table.Columns)]);

    /// <summary>Figures about every column: counts, missing values, mean, standard deviation, quartiles, groups.</summary>
    /// <exception cref="CohortRefusedException">The permit ended or was revoked.</exception>
    public CohortDescription Describe() => Blocking.Wait(DescribeAsync);

    /// <inheritdoc cref="Describe"/>
    public Task<CohortDescription> DescribeAsync(CancellationToken cancellation = default) => DescribeAsync(null, cancellation);

    /// <summary>The rows of a cohort that has one table; see <see cref="CohortTable.ToFrame"/>.</summary>
    public Frame<int, string> ToFrame(IEnumerable<string>? columns = null, string? where = null, int? limit = null) =>
        OnlyTable().ToFrame(columns, where, limit);

    /// <summary>The rows of a cohort that has one table; see <see cref="CohortTable.ToDataView"/>.</summary>
    public IDataView ToDataView(IEnumerable<string>? columns = null, string? where = null, int? limit = null) =>
        OnlyTable().ToDataView(columns, where, limit);

    /// <summary>The rows of a cohort that has one table; see <see cref="CohortTable.ToDataFrame"/>.</summary>
    public DataFrame ToDataFrame(IEnumerable<string>? columns = null, string? where = null, int? limit = null) =>
        OnlyTable().ToDataFrame(columns, where, limit);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} v{Version}";

    internal async Task<CohortDescription> DescribeAsync(string? table, CancellationToken cancellation)
    {
        var path = BrokerContract.Describe(Name) + string.Create(CultureInfo.InvariantCulture, $"?version={Version}")
            + (table is null ? string.Empty : $"&table={Uri.EscapeDataString(table)}");
        var asked = table is null ? $"the figures of {Name}" : $"the figures of the table {table} of {Name}";
        return new CohortDescription(await broker.GetAsync<CohortFigures>(path, asked, cancellation).ConfigureAwait(false));
    }

    // The table of images lists files; whoever asks for "the rows" means the other one.
    private CohortTable OnlyTable() => Tables.Where(table => table.Name != CohortImages.Table).ToArray() is [var only]
        ? only
        : throw new InvalidOperationException($"The cohort {Name} has {Tables.Count} tables ({string.Join(", ", Tables.Select(table => table.Name))}). Say which one: .Table(\"{Tables.FirstOrDefault()?.Name}\").");
}
