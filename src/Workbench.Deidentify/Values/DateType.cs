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
        if (format is DateFormat or TimestampFormat && Fast(field, out value))
        {
            return null;
        }

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

    /// <summary>The usual spellings without the machinery of formats, which takes most of the time of a large table; what it does not take is parsed in full.</summary>
    private bool Fast(ReadOnlySpan<byte> field, out TypedValue value)
    {
        value = default;
        if (field.Length != (withTime ? 19 : 10) || field[4] != '-' || field[7] != '-')
        {
            return false;
        }

        var (year, month, day) = ((Two(field, 0) * 100) + Two(field, 2), Two(field, 5), Two(field, 8));
        if (year is < 1800 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        if (!withTime)
        {
            value = TypedValue.Of(new DateOnly(year, month, day));
            return true;
        }

        var (hour, minute, second) = (Two(field, 11), Two(field, 14), Two(field, 17));
        if (field[10] != ' ' || field[13] != ':' || field[16] != ':' || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        value = TypedValue.Of(new DateTime(year, month, day, hour, minute, second));
        return true;
    }

    /// <summary>Two digits, or a number below any that is taken.</summary>
    private static int Two(ReadOnlySpan<byte> field, int at)
    {
        var (tens, ones) = (field[at] - '0', field[at + 1] - '0');
        return tens is < 0 or > 9 || ones is < 0 or > 9 ? -100_000 : (tens * 10) + ones;
    }
}
