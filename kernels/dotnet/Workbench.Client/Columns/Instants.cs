namespace Workbench.Client.Columns;

/// <summary>Dates of DuckDB in the range that .NET has (years 1 to 9999).</summary>
internal static class Instants
{
    /// <exception cref="InvalidDataException">The date lies outside the years 1 to 9999 (DuckDB also has infinities).</exception>
    public static DateTime FromUnixTicks(Int128 ticks)
    {
        var total = ticks + DateTime.UnixEpoch.Ticks;
        return total >= DateTime.MinValue.Ticks && total <= DateTime.MaxValue.Ticks
            ? new DateTime((long)total, DateTimeKind.Unspecified)
            : throw new InvalidDataException("A date in this table lies outside the years 1 to 9999, which .NET cannot hold. Leave the column out with columns:, or filter such rows with where:.");
    }
}
