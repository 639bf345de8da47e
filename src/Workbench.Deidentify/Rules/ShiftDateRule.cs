using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>shift-date</c>: the date moved by the patient's own number of whole days, so that intervals between all dates of a patient
/// survive, in all tables; a time of day stays (DICOM PS3.15 2025e, E.3.6, retain longitudinal with modified dates).
/// </summary>
public sealed class ShiftDateRule : Rule
{
    public override string Words => "shift-date by the patient's days";

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is DateType, "shift-date", "date or timestamp");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = value.Kind == ValueKind.Date
            ? TypedValue.Of(value.Date.AddDays(row.ShiftDays))
            : TypedValue.Of(value.Timestamp.AddDays(row.ShiftDays));
        return null;
    }
}
