using System.Globalization;
using System.Text;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>Moves DA and DT values by whole days (PS3.15 2025e, E.3.6); the time of day and the precision stay.</summary>
internal static class DateShift
{
    /// <summary>The shifted value, or null when one of its dates is none.</summary>
    public static byte[]? Shift(ReadOnlySpan<byte> value, int days)
    {
        var text = Encoding.ASCII.GetString(value).TrimEnd('\0', ' ');
        var shifted = text.Split('\\').Select(date => ShiftOne(date.Trim(), days)).ToArray();
        return Array.Exists(shifted, date => date is null) ? null : Encoding.ASCII.GetBytes(string.Join('\\', shifted));
    }

    private static string? ShiftOne(string date, int days)
    {
        if (date.Length == 0)
        {
            return "";
        }

        // ACR-NEMA wrote 1999.01.31; a DT may stop after year or month, which cannot be shifted by days without inventing precision.
        var digits = date.Length >= 10 && date[4] == '.' && date[7] == '.' ? string.Concat(date.AsSpan(0, 4), date.AsSpan(5, 2), date.AsSpan(8)) : date;
        if (digits.Length < 8 || !DateOnly.TryParseExact(digits.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }

        var number = day.DayNumber + days;
        return number < DateOnly.MinValue.DayNumber || number > DateOnly.MaxValue.DayNumber
            ? null
            : DateOnly.FromDayNumber(number).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + digits[8..];
    }
}
