using System.Text.Json;
using DuckDB.NET.Data;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Governance.Decisions;

namespace Workbench.Cohorts.Broker.Filters;

/// <summary>A filter that may be executed, and what it looks at.</summary>
/// <param name="Sql">Written anew from the checked tree.</param>
/// <param name="Columns">The columns it names, sorted.</param>
/// <param name="Unresolved">Columns it names that it may not; the filter must not be executed unless this is empty.</param>
public sealed record CheckedFilter(string Sql, IReadOnlyCollection<string> Columns, IReadOnlyCollection<string> Unresolved);

/// <summary>
/// Reads the filters of researchers and stewards. DuckDB's own parser makes the tree, so that there are no two opinions
/// about what a text means; every node of the tree has to be on the allow-list; what is executed is written anew from it.
/// Thread-safe.
/// </summary>
public sealed class FilterParser : IDisposable
{
    /// <summary>In characters.</summary>
    public const int LongestFilter = 16_000;

    private readonly LockedDuckDb _parser = LockedDuckDb.Open([], threads: 1, memoryLimitMegabytes: 128);
    private readonly Lock _turn = new();

    /// <param name="filter">A boolean SQL expression.</param>
    /// <param name="columns">The columns it may name. Upper and lower case do not matter, as in SQL.</param>
    public Outcome<CheckedFilter> Parse(string filter, IReadOnlyCollection<string> columns)
    {
        if (filter.Length > LongestFilter)
        {
            return Refuse($"more than {LongestFilter:N0} characters");
        }

        if (string.IsNullOrWhiteSpace(filter) || filter.Any(char.IsControl))
        {
            return Refuse(string.IsNullOrWhiteSpace(filter) ? "nothing: leave the filter out" : "control characters or line breaks");
        }

        var byName = columns.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
        var reader = new FilterReader(written => byName.GetValueOrDefault(written));
        try
        {
            using var tree = JsonDocument.Parse(Serialize($"SELECT 1 FROM t WHERE {filter}"), new() { MaxDepth = 1000 });
            var expression = reader.Read(FilterShape.WhereOf(tree.RootElement));
            return new CheckedFilter(FilterWriter.Write(expression), reader.Columns, reader.Unresolved);
        }
        catch (FilterRefusedException refused)
        {
            return Refuse(refused.Construct);
        }
        catch (Exception broken) when (broken is JsonException or DuckDBException)
        {
            return Refuse("text that is not one SQL expression");
        }
    }

    public void Dispose() => _parser.Dispose();

    private string Serialize(string sql)
    {
        lock (_turn)
        {
            using var command = _parser.Connection.CreateCommand();
            command.CommandText = "SELECT json_serialize_sql(?::VARCHAR)";
            command.Parameters.Add(new DuckDBParameter(sql));
            return (string)command.ExecuteScalar()!;
        }
    }

    private static Refusal Refuse(string construct) => new(
        RefusalCodes.FilterRefused,
        $"A filter cannot hold {construct}.",
        NextStep: "Use columns of the table, constants, comparisons, AND, OR, NOT, BETWEEN, IN, IS NULL, LIKE and arithmetic.");
}
