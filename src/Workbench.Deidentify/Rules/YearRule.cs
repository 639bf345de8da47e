using System.Globalization;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>year</c>: only the true year of a date (45 CFR 164.514(b)(2)(i)(C)). With <c>earliest</c> all years before are written as that one, which
/// keeps years of birth from telling ages over 89; with <c>width</c> years are written as the first of a band.
/// </summary>
public sealed class YearRule(int? earliest, int width = 1) : Rule
{
    public int? Earliest => earliest;

    /// <summary>Years of a band.</summary>
    public int Width => width;

    public override string Words =>
        (width == 1 ? "year" : string.Create(CultureInfo.InvariantCulture, $"first of {width} years"))
        + (earliest is { } year ? string.Create(CultureInfo.InvariantCulture, $", {year} and before as {Band(year)}") : "");

    public override ValueKind OutputKind(ColumnType input) => ValueKind.Integer;

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is DateType, "year", "date or timestamp");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = TypedValue.Of((long)Band(Math.Max(value.Date.Year, earliest ?? int.MinValue)));
        return null;
    }

    private int Band(int year) => year / width * width;
}
