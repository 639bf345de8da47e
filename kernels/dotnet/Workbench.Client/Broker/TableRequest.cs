using System.Globalization;
using System.Text;
using Workbench.Protocol.Broker;

namespace Workbench.Client.Broker;

/// <summary>What is asked of one table.</summary>
/// <param name="Columns">Null for all that the permit lets through.</param>
/// <param name="Where">A boolean SQL expression over the table's columns; null for all rows.</param>
/// <param name="Limit">Most rows; null for all.</param>
internal sealed record TableRequest(
    string Cohort, int Version, string Table, IReadOnlyList<string>? Columns, string? Where, int? Limit)
{
    public string Path
    {
        get
        {
            // A version always goes along: what one notebook reads from one opened cohort is one snapshot.
            var path = new StringBuilder(BrokerContract.Table(Cohort, Table)).Append(CultureInfo.InvariantCulture, $"?version={Version}");
            if (Columns is not null)
            {
                path.Append("&columns=").Append(string.Join(',', Columns.Select(Uri.EscapeDataString)));
            }
            if (Where is not null)
            {
                path.Append("&filter=").Append(Uri.EscapeDataString(Where));
            }
            if (Limit is { } limit)
            {
                path.Append(CultureInfo.InvariantCulture, $"&limit={limit}");
            }
            return path.ToString();
        }
    }

    /// <summary>In words. The filter is left out: it can hold a value that somebody would not want in a message.</summary>
    public string Asked =>
        $"the table {Table} of {Cohort}"
        + (Columns is null ? string.Empty : $", columns {string.Join(", ", Columns)}")
        + (Where is null ? string.Empty : ", some of its rows");
}
