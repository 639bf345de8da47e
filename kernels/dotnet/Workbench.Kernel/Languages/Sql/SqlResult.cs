using System.Collections;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Kernel.Languages.Sql;

/// <summary>
/// A result that was kept with <c>--name</c>: for cells of other languages a sequence with one table, as .NET Interactive gives it.
/// The rows are read when somebody looks at them.
/// </summary>
public abstract class SqlResult : IEnumerable<TabularDataResource>
{
    /// <summary>Names of the columns, in order.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    public abstract long RowCount { get; }

    /// <inheritdoc/>
    public IEnumerator<TabularDataResource> GetEnumerator()
    {
        yield return ToTable();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"{RowCount} rows of {string.Join(", ", Columns)}";

    internal static void RegisterFormatter() => TableFormatters.Register(typeof(SqlResult), static value => ((SqlResult)value).Shown().View);

    internal abstract TabularDataResource ToTable();

    /// <summary>The first rows, as they are displayed.</summary>
    internal abstract SqlRows Shown();
}
