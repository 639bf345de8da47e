using System.Globalization;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>year</c>: only the true year of a date (45 CFR 164.514(b)(2)(i)(C)). With <c>earliest</c> all years before are written as that one, which
/// keeps years of birth from telling ages over 89.
/// </summary>
public sealed class YearRule(int? earliest) : Rule
{
    public override string Words => earliest is { } year
        ? string.Create(CultureInfo.InvariantCulture, $"year, {year} and before as {year}")
        : "year";

    public override ValueKind OutputKind(ColumnType input) => ValueKind.Integer;

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is DateType, "year", "date or timestamp");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = TypedValue.Of((long)Math.Max(value.Date.Year, earliest ?? int.MinValue));
        return null;
    }
}
