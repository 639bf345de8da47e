using System.Globalization;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary><c>generalise</c> with <c>round</c>: a number becomes the nearest multiple, halves away from zero.</summary>
public sealed class RoundRule(double to) : Rule
{
    /// <summary>What numbers are rounded to a multiple of.</summary>
    public double To => to;

    public override string Words => string.Create(CultureInfo.InvariantCulture, $"generalise by rounding to {to}");

    public override (string What, string NextStep)? Refuses(ColumnType input) => input switch
    {
        IntegerType when !double.IsInteger(to) => ("An integer column cannot be rounded to a fraction.", "Round to a whole number."),
        IntegerType or NumberType => null,
        _ => Needs(false, "generalise with round", "integer or number"),
    };

    public override bool ShowsAgesOver(int age, ColumnType input) => true;

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        // Decimals: 0.1 has no exact double, and 3 * 0.1 would show as 0.30000000000000004.
        var multiple = Math.Round(value.Number / to, MidpointRounding.AwayFromZero);
        result = TypedValue.Missing;
        if (Math.Abs(multiple) > 1e15 || Math.Abs(multiple * to) > 1e15)
        {
            return "The number is too large to be rounded.";
        }

        var rounded = (decimal)multiple * (decimal)to;
        result = value.Kind == ValueKind.Integer ? TypedValue.Of((long)rounded) : TypedValue.Of((double)rounded);
        return null;
    }
}
