using System.Globalization;

namespace Workbench.Benchmarks.Sessions;

/// <summary>How long the benchmark of sessions takes.</summary>
/// <param name="Minutes">Of many sessions at once.</param>
/// <param name="Churn">Sessions that are started, used once and stopped.</param>
/// <param name="Only">One part alone: warm, peer, floods, churn, many; null: all.</param>
public sealed record SessionOptions(double Minutes, int Churn, string? Only)
{
    /// <param name="valueOf">The value of an option on the command line, or null.</param>
    public static SessionOptions Parse(Func<string, string?> valueOf) => new(
        double.Parse(valueOf("--minutes") ?? "1", CultureInfo.InvariantCulture), int.Parse(valueOf("--churn") ?? "50", CultureInfo.InvariantCulture), valueOf("--part"));

    public bool Does(string part) => Only is null || Only == part;
}
