using Workbench.Client;

namespace Workbench.Kernel.Languages.Sql.DuckDb;

/// <summary>
/// Cohorts as schemas: a statement that names <c>lung.patients</c> opens the cohort <c>lung</c> under the person's permit, and
/// the table comes when it is first named. The broker is asked at every cell that names it, so that a permit which has ended ends
/// the queries too.
/// </summary>
internal sealed class CohortSchemas(DuckDbDatabase database)
{
    private readonly Dictionary<string, Opened> opened = new(StringComparer.OrdinalIgnoreCase);
    private CohortCatalogue? catalogue;

    /// <exception cref="CohortRefusedException">No permit, or one that has ended; what was read under it is dropped.</exception>
    public void Open(string sql, CancellationToken cancellation)
    {
        if (!HasBroker)
        {
            return;
        }

        foreach (var named in SqlText.QualifiedNames(sql).Distinct().GroupBy(static one => one.Schema, StringComparer.OrdinalIgnoreCase))
        {
            if (NameOf(named.Key) is { } cohort)
            {
                Load(cohort, [.. named.Select(static one => one.Table)], cancellation);
            }
        }
    }

    /// <summary>Columns of cohorts that may be opened and of which nothing has been read yet.</summary>
    public IEnumerable<SqlColumn> NotYetOpened() => opened.Values
        .SelectMany(static one => one.Cohort.Tables.Where(table => !one.Loaded.Contains(table.Name)).SelectMany(table =>
            table.Columns.Select(column => new SqlColumn(one.Cohort.Name, table.Name, column.Column, column.Type))))
        .Concat(Granted().Where(name => !opened.ContainsKey(name)).Select(static name => new SqlColumn(name, "", "", "")));

    private static bool HasBroker => Environment.GetEnvironmentVariable("WORKBENCH_BROKER") is { Length: > 0 };

    private string? NameOf(string schema)
    {
        if (opened.TryGetValue(schema, out var known))
        {
            return known.Cohort.Name;
        }

        // An alias or a schema of one's own is looked up once; a cohort that was granted since is found by asking anew.
        catalogue = Cohorts.List();
        return catalogue.Select(static one => one.Name).FirstOrDefault(name => name.Equals(schema, StringComparison.OrdinalIgnoreCase));
    }

    private IEnumerable<string> Granted()
    {
        if (!HasBroker)
        {
            return [];
        }

        catalogue ??= Cohorts.List();
        return catalogue.Select(static one => one.Name);
    }

    private void Load(string name, string[] tables, CancellationToken cancellation)
    {
        Cohort cohort;
        try
        {
            cohort = Cohorts.Open(name);
        }
        catch (CohortRefusedException)
        {
            if (opened.Remove(name))
            {
                database.Execute($"DROP SCHEMA IF EXISTS {SqlText.Quote(name)} CASCADE");
            }

            throw;
        }

        if (!opened.TryGetValue(name, out var state) || state.Cohort.ContentHash != cohort.ContentHash)
        {
            database.Execute($"DROP SCHEMA IF EXISTS {SqlText.Quote(name)} CASCADE; CREATE SCHEMA {SqlText.Quote(name)}");
            opened[name] = state = new Opened(cohort, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        }

        foreach (var table in cohort.Tables.Where(table => tables.Contains(table.Name, StringComparer.OrdinalIgnoreCase) && !state.Loaded.Contains(table.Name)))
        {
            Load(cohort, table, cancellation);
            state.Loaded.Add(table.Name);
        }
    }

    private void Load(Cohort cohort, CohortTable table, CancellationToken cancellation)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".parquet");
        try
        {
            table.DownloadAsync(file, cancellation).GetAwaiter().GetResult();
            database.Execute($"CREATE TABLE {SqlText.Quote(cohort.Name)}.{SqlText.Quote(table.Name)} AS FROM read_parquet({SqlText.Literal(file)})");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private sealed record Opened(Cohort Cohort, HashSet<string> Loaded);
}
