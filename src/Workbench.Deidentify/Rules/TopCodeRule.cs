using System.Globalization;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>top-code</c>: numbers above <c>at</c> are written as <c>at</c>, and with <c>bottom</c> those below it as <c>bottom</c>. For ages in years <c>at: 90</c>
/// means "90 or older". <c>bottom-code</c> is the same with a lower limit alone.
/// </summary>
public sealed class TopCodeRule(double at, double? bottom) : Rule
{
    /// <summary>The highest number that is left.</summary>
    public double At => at;

    /// <summary>The lowest number that is left, or null.</summary>
    public double? Bottom => bottom;

    public override string Words => double.IsPositiveInfinity(at) ? string.Create(CultureInfo.InvariantCulture, $"bottom-code at {bottom}")
        : bottom is { } low
        ? string.Create(CultureInfo.InvariantCulture, $"top-code at {at}, bottom-code at {low}")
        : string.Create(CultureInfo.InvariantCulture, $"top-code at {at}");

    public override (string What, string NextStep)? Refuses(ColumnType input) => input switch
    {
        IntegerType when (double.IsFinite(at) && !double.IsInteger(at)) || (bottom is { } low && !double.IsInteger(low)) =>
            ("The limits of top-code on an integer column are not whole numbers.", "Write whole numbers."),
        IntegerType or NumberType => null,
        _ => Needs(false, "top-code", "integer or number"),
    };

    public override bool ShowsAgesOver(int age, ColumnType input) => at > age;

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        var coded = Math.Max(Math.Min(value.Number, at), bottom ?? double.NegativeInfinity);
        result = coded == value.Number ? value
            : value.Kind == ValueKind.Integer ? TypedValue.Of((long)coded)
            : TypedValue.Of(coded);
        return null;
    }
}
