using System.Globalization;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>age-band</c>: the age in completed years as a band ("70-74"), all from the top code on as one ("90+"; 45 CFR 164.514(b)(2)(i)(C)
/// groups ages over 89). The column holds ages, or dates of birth with <c>at</c> naming the column of the date at which the age is meant.
/// </summary>
/// <param name="width">Years of a band.</param>
/// <param name="top">First age of the last, open band; at most 90.</param>
/// <param name="atColumn">Index of the column with the date, when the rule's column holds dates of birth.</param>
public sealed class AgeBandRule(int width, int top, int? atColumn) : Rule
{
    public const int HighestTop = 90;

    private const int OldestAge = 130;

    private readonly TypedValue[] bands = Bands(width, top);

    /// <summary>Years of a band.</summary>
    public int Width => width;

    /// <summary>First age of the last band.</summary>
    public int Top => top;

    /// <summary>Index of the column with the date, or null.</summary>
    public int? AtColumn => atColumn;

    public override string Words => string.Create(CultureInfo.InvariantCulture, $"age-band of {width} years, {top} and over together");

    public override ValueKind OutputKind(ColumnType input) => ValueKind.Text;

    public override (string What, string NextStep)? Refuses(ColumnType input) => atColumn is null
        ? Needs(input is IntegerType, "age-band", "integer (or of type date, with \"at\" naming the date to count to)")
        : Needs(input is DateType, "age-band with \"at\"", "date");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = TypedValue.Missing;
        if (AgeOf(value, row) is not { } age)
        {
            return null;
        }

        if (age is < 0 or > OldestAge)
        {
            return "The age is below 0 or above 130 years.";
        }

        result = bands[Math.Min(age, top) / width];
        if (age >= top)
        {
            result = bands[^1];
        }

        return null;
    }

    private static TypedValue[] Bands(int width, int top)
    {
        var bands = new List<TypedValue>();
        for (var from = 0; from < top; from += width)
        {
            bands.Add(TypedValue.Of(string.Create(CultureInfo.InvariantCulture, $"{from}-{Math.Min(from + width, top) - 1}")));
        }

        // Twice, since the top may start a band of its own or stand within one.
        return [.. bands, TypedValue.Of(string.Create(CultureInfo.InvariantCulture, $"{top}+")), TypedValue.Of(string.Create(CultureInfo.InvariantCulture, $"{top}+"))];
    }

    private long? AgeOf(in TypedValue value, RowContext row)
    {
        if (atColumn is not { } column)
        {
            return value.Integer;
        }

        if (!row[column].HasValue)
        {
            return null;
        }

        var (born, at) = (value.Date, row[column].Date);
        // Completed years; somebody born on 29 February is a year older on 1 March of other years.
        return at.Year - born.Year - ((at.Month, at.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
    }
}
