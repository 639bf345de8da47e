using System.Globalization;

namespace Workbench.Deidentify.Values;

/// <summary>What a value is, after its column's declared type accepted it. Also the types a snapshot's column can have.</summary>
public enum ValueKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    Timestamp,
}

/// <summary>One accepted value of one row, or a missing one. A struct, so that a large table does not make an object per number.</summary>
public readonly struct TypedValue
{
    private readonly long whole;
    private readonly string? text;

    private TypedValue(ValueKind kind, long whole, string? text) => (Kind, this.whole, this.text, HasValue) = (kind, whole, text, true);

    public static TypedValue Missing => default;

    public bool HasValue { get; }

    public ValueKind Kind { get; }

    public long Integer => whole;

    public double Number => Kind == ValueKind.Number ? BitConverter.Int64BitsToDouble(whole) : whole;

    public bool Boolean => whole != 0;

    public string Text => text ?? "";

    public DateOnly Date => Kind == ValueKind.Timestamp ? DateOnly.FromDateTime(Timestamp) : DateOnly.FromDayNumber((int)whole);

    public DateTime Timestamp => new(whole);

    public static TypedValue Of(long value) => new(ValueKind.Integer, value, null);

    public static TypedValue Of(double value) => new(ValueKind.Number, BitConverter.DoubleToInt64Bits(value), null);

    public static TypedValue Of(bool value) => new(ValueKind.Boolean, value ? 1 : 0, null);

    public static TypedValue Of(string value) => new(ValueKind.Text, 0, value);

    public static TypedValue Of(DateOnly value) => new(ValueKind.Date, value.DayNumber, null);

    public static TypedValue Of(DateTime value) => new(ValueKind.Timestamp, value.Ticks, null);

    /// <summary>The one spelling of a value: what keys and lists of values are compared by. Empty when missing.</summary>
    public string Canonical() => (HasValue, Kind) switch
    {
        (false, _) => "",
        (_, ValueKind.Text) => Text,
        (_, ValueKind.Integer) => whole.ToString(CultureInfo.InvariantCulture),
        (_, ValueKind.Number) => Number.ToString("R", CultureInfo.InvariantCulture),
        (_, ValueKind.Boolean) => Boolean ? "true" : "false",
        (_, ValueKind.Date) => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Timestamp.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
    };
}
