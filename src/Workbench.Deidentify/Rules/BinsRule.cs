using System.Globalization;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary><c>generalise</c> with <c>bins</c>: a number becomes the name of its range, lower edge included. Edges 50, 60 make "&lt;50", "50 to &lt;60" and "&gt;=60".</summary>
public sealed class BinsRule : Rule
{
    private readonly double[] edges;
    private readonly TypedValue[] labels;

    /// <param name="edges">Edges, ascending.</param>
    /// <param name="labels">One name more than edges, or null for the names above.</param>
    public BinsRule(IReadOnlyList<double> edges, IReadOnlyList<string>? labels)
    {
        this.edges = [.. edges];
        this.labels = [.. (labels ?? Names(edges)).Select(TypedValue.Of)];
    }

    public override string Words => $"generalise to {labels.Length} ranges";

    public override ValueKind OutputKind(ColumnType input) => ValueKind.Text;

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is IntegerType or NumberType, "generalise with bins", "integer or number");

    public override bool ShowsAgesOver(int age, ColumnType input) => edges.Any(edge => edge > age);

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        var found = Array.BinarySearch(edges, value.Number);
        result = labels[found >= 0 ? found + 1 : ~found];
        return null;
    }

    private static IEnumerable<string> Names(IReadOnlyList<double> edges)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"<{edges[0]}");
        for (var i = 1; i < edges.Count; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{edges[i - 1]} to <{edges[i]}");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $">={edges[^1]}");
    }
}
