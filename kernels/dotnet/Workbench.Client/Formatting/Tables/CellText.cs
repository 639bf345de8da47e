using System.Globalization;

namespace Workbench.Client.Formatting.Tables;

/// <summary>A value as the text of a cell: culture-free, six significant digits, dates without an empty time.</summary>
internal static class CellText
{
    public static string? Of(object? value) => value switch
    {
        null => null,
        double number => Of(number),
        float number => Of(number),
        bool flag => flag ? "true" : "false",
        DateTime date => Of(date),
        string text => Cut(text),
        IFormattable formattable => Cut(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => Cut(value.ToString() ?? string.Empty),
    };

    /// <summary>NaN is how numbers say "missing", so it has no text.</summary>
    public static string? Of(double number) =>
        double.IsNaN(number) ? null
        : number == Math.Floor(number) && Math.Abs(number) < 1e15 ? number.ToString("F0", CultureInfo.InvariantCulture)
        : number.ToString("G6", CultureInfo.InvariantCulture);

    public static string Of(DateTime date) =>
        date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Cut(string text)
    {
        if (text.Length <= TableLimits.CellCharacters)
        {
            return text;
        }
        var end = TableLimits.CellCharacters - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    public static bool IsNumber(Type type) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    public static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(double) => "double",
        var t when t == typeof(float) => "float",
        var t when t == typeof(long) => "long",
        var t when t == typeof(int) => "int",
        var t when t == typeof(bool) => "bool",
        var t when t == typeof(string) || t == typeof(ReadOnlyMemory<char>) => "text",
        var t => t.Name,
    };
}
