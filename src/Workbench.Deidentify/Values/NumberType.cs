using System.Globalization;

namespace Workbench.Deidentify.Values;

/// <summary>Finite decimal numbers with a point, kept as 64-bit floating point, within declared limits.</summary>
public sealed class NumberType(double? min, double? max) : ColumnType
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override string Name => "number";

    public override ValueKind Kind => ValueKind.Number;

    public override string? Parse(ReadOnlySpan<byte> field, out TypedValue value)
    {
        value = default;
        if (!double.TryParse(field, Styles, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return "a number with a decimal point";
        }

        value = TypedValue.Of(number);
        return number < min || number > max ? "within the declared min and max" : null;
    }
}
