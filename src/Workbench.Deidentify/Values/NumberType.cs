using System.Globalization;

namespace Workbench.Deidentify.Values;

/// <summary>Finite decimal numbers with a point, kept as 64-bit floating point, within declared limits.</summary>
public sealed class NumberType(double? min, double? max) : ColumnType
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public override string Name => "number";

    public override ValueKind Kind => ValueKind.Number;

    public override string? Parse(ReadOnlySpan<byte> field, out TypedValue value)
    {
        value = default;
        if (!Fast(field, out var number) && (!double.TryParse(field, Styles, CultureInfo.InvariantCulture, out number) || !double.IsFinite(number)))
        {
            return "a number with a decimal point";
        }

        value = TypedValue.Of(number);
        return number < min || number > max ? "within the declared min and max" : null;
    }

    /// <summary>
    /// Up to 15 digits around a point: whole number and power of ten are then exact, and so is the nearest double of their quotient (Clinger, "How to read floating
    /// point numbers accurately", 1990). Everything else is parsed in full.
    /// </summary>
    private static bool Fast(ReadOnlySpan<byte> field, out double number)
    {
        var (whole, digits, decimals, negative) = (0L, 0, -1, field is [(byte)'-', ..]);
        number = 0;
        foreach (var letter in negative ? field[1..] : field)
        {
            if (letter is >= (byte)'0' and <= (byte)'9')
            {
                (whole, digits, decimals) = ((whole * 10) + (letter - '0'), digits + 1, decimals < 0 ? -1 : decimals + 1);
            }
            else if (letter == '.' && decimals < 0 && digits > 0)
            {
                decimals = 0;
            }
            else
            {
                return false;
            }

            if (digits > 15)
            {
                return false;
            }
        }

        if (digits == 0 || decimals == 0)
        {
            return false;
        }

        number = decimals < 0 ? whole : whole / Powers[decimals];
        number = negative ? -number : number;
        return true;
    }
}
