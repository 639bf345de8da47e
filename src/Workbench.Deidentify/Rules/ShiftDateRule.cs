using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>shift-date</c>: the date moved by the patient's own number of whole days, so that intervals between all dates of a patient
/// survive, in all tables and images; a time of day stays (DICOM PS3.15 2025e, E.3.6, retain longitudinal with modified dates). With <c>to</c> the
/// shifted date is written as the first day of its month, quarter or year.
/// </summary>
/// <param name="months">1, 3 or 12 to write the first day of so many months; null for the day.</param>
public sealed class ShiftDateRule(int? months = null) : Rule
{
    /// <summary>The words of <c>to</c>.</summary>
    public static IReadOnlyDictionary<string, int> Periods { get; } = new Dictionary<string, int> { ["month"] = 1, ["quarter"] = 3, ["year"] = 12 };

    /// <summary>Months of the period that is written, or null for days.</summary>
    public int? Months => months;

    public override string Words => "shift-date by the patient's days" + (months is { } length ? $", to the {Periods.First(p => p.Value == length).Key}" : "");

    public override ValueKind OutputKind(ColumnType input) => months is null ? input.Kind : ValueKind.Date;

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is DateType, "shift-date", "date or timestamp");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        if (months is { } length)
        {
            var day = value.Date.AddDays(row.ShiftDays);
            result = TypedValue.Of(new DateOnly(day.Year, ((day.Month - 1) / length * length) + 1, 1));
            return null;
        }

        result = value.Kind == ValueKind.Date
            ? TypedValue.Of(value.Date.AddDays(row.ShiftDays))
            : TypedValue.Of(value.Timestamp.AddDays(row.ShiftDays));
        return null;
    }
}
