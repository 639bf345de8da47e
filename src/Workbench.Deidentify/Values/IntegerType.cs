using System.Globalization;

namespace Workbench.Deidentify.Values;

/// <summary>Whole numbers of 64 bits, in plain decimal digits, within declared limits.</summary>
public sealed class IntegerType(long? min, long? max) : ColumnType
{
    public override string Name => "integer";

    public override ValueKind Kind => ValueKind.Integer;

    public override string? Parse(ReadOnlySpan<byte> field, out TypedValue value)
    {
        value = default;
        var digits = field is [(byte)'-', ..] ? field[1..] : field;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return "a whole number in plain digits";
        }

        // "007" and "7" would become one number, and two patients one.
        if (digits is [(byte)'0', _, ..])
        {
            return "a whole number without leading zeros (if the zeros matter, declare the column as text)";
        }

        if (!long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return "a whole number of at most 64 bits";
        }

        value = TypedValue.Of(number);
        return number < min || number > max ? "within the declared min and max" : null;
    }
}
