using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting;

/// <summary>Displays the pages that <see cref="Paging"/> makes.</summary>
internal static class TablePageFormatter
{
    public static void Register() => TableFormatters.Register<TablePage>(page => page.View);
}
