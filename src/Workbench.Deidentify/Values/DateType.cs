using System.Globalization;
using System.Text;

namespace Workbench.Deidentify.Values;

/// <summary>
/// Calendar dates (<c>date</c>) or dates with a time of day (<c>timestamp</c>) in one declared spelling, years 1800 to 2200: a date
/// outside is a slip, and shifting needs room at both ends of the calendar.
/// </summary>
public sealed class DateType(bool withTime, string? format) : ColumnType
{
    public const string DateFormat = "yyyy-MM-dd";
    public const string TimestampFormat = "yyyy-MM-dd HH:mm:ss.FFFFFF";

    private const int LongestField = 64;

    private readonly string format = format ?? (withTime ? TimestampFormat : DateFormat);

    public override string Name => withTime ? "timestamp" : "date";

    public override ValueKind Kind => withTime ? ValueKind.Timestamp : ValueKind.Date;

    public override string? Parse(ReadOnlySpan<byte> field, out TypedValue value)
    {
        value = default;
        Span<char> text = stackalloc char[LongestField];
        if (field.Length > LongestField
            || !DateTime.TryParseExact(text[..Encoding.UTF8.GetChars(field, text)], format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return $"a {Name} written as {format}";
        }

        if (time.Year is < 1800 or > 2200)
        {
            return $"a {Name} between the years 1800 and 2200";
        }

        value = withTime ? TypedValue.Of(time) : TypedValue.Of(DateOnly.FromDateTime(time));
        return null;
    }
}
