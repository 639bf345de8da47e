using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workbench.Benchmarks;

/// <summary>One measured quantity beside its peer's, from the same run.</summary>
/// <param name="Benchmark">The name given to <c>./workbench bench</c>.</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Unit">Such as <c>ms</c>.</param>
/// <param name="Samples">How many measurements the figures are the median and 95th percentile of.</param>
/// <param name="Peer">What it is compared with, or null.</param>
/// <param name="Other">A second one, or null.</param>
public sealed record Figure(string Benchmark, string Quantity, string Unit, int Samples, double Median, double P95, string? Peer = null, double? PeerMedian = null, string? Other = null, double? OtherMedian = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // What never ended took infinitely long.
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public double? Ratio => PeerMedian is { } peer && peer > 0 ? Median / peer : null;

    public static Figure Of(string benchmark, string quantity, string unit, IReadOnlyList<double> samples, string? peer = null, IReadOnlyList<double>? peerSamples = null) =>
        new(benchmark, quantity, unit, samples.Count, Percentile(samples, 0.5), Percentile(samples, 0.95), peer, peerSamples is null ? null : Percentile(peerSamples, 0.5));

    /// <summary>The same with a second peer, where there is one.</summary>
    public Figure Beside(string? other, double? median) => other is null ? this : this with { Other = other, OtherMedian = median };

    public static double Percentile(IReadOnlyList<double> samples, double share)
    {
        var sorted = samples.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))];
    }

    public static string ToJson(IEnumerable<Figure> figures) => JsonSerializer.Serialize(figures, Options) + "\n";

    public static string ToTable(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"quantity",-62} {"median",10} {"p95",10} {"n",5}  {"peer",-34} {"median",10} {"ratio",7}");
        foreach (var figure in figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{$"{figure.Benchmark}: {figure.Quantity} ({figure.Unit})",-62} {figure.Median,10:0.0} {figure.P95,10:0.0} {figure.Samples,5}  {figure.Peer ?? "",-34} {figure.PeerMedian,10:0.0} {figure.Ratio,7:0.00}{(figure.Other is null ? "" : $"  {figure.Other}: {figure.OtherMedian:0.0}")}");
        }

        return text.ToString();
    }
}
