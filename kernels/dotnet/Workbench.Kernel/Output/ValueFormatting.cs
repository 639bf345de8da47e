using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>Turns values into what clients show: each in the media types that its type prefers, and always as plain text too.</summary>
internal static class ValueFormatting
{
    /// <summary>HTML and text beyond this are not shown, in characters: they would only choke the page. Pictures and data may be larger.</summary>
    private const int MaxTextChars = 4 << 20;
    private const int MaxDataChars = 20 << 20;

    /// <param name="value">Any value, null included.</param>
    /// <param name="mimeTypes">What is asked for; empty for what the value's type prefers.</param>
    public static MimeBundle Format(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        BuiltInFormatters.Ensure();
        List<KeyValuePair<string, string>> parts = [];
        foreach (var mimeType in mimeTypes.Count > 0 ? mimeTypes : Preferred(value))
        {
            parts.Add(new(mimeType, Part(value, mimeType)));
        }

        if (parts.TrueForAll(static part => part.Key != PlainTextFormatter.MimeType))
        {
            parts.Insert(0, new(PlainTextFormatter.MimeType, Part(value, PlainTextFormatter.MimeType)));
        }

        return new MimeBundle(parts);
    }

    /// <summary>Text that is already of a media type.</summary>
    public static MimeBundle Raw(string text, string mimeType) =>
        new([new(mimeType, text.Length <= MaxChars(mimeType) ? text.ReplaceLineEndings("\n") : TooLarge(mimeType))]);

    private static IReadOnlyCollection<string> Preferred(object? value) => value is string ? [PlainTextFormatter.MimeType] : ClientFormatters.MimeTypesFor(value);

    private static string Part(object? value, string mimeType)
    {
        var writer = new BoundedWriter(MaxChars(mimeType));
        value = mimeType == PlainTextFormatter.MimeType ? PlainArrays.Readable(value) : value;
        try
        {
            // What has a style block writes it when the context ends, once for everything in it.
            using var context = new FormatContext(writer);
            Formatter.FormatTo(value, context, mimeType);
        }
        catch (Exception) when (writer.IsExceeded)
        {
            return TooLarge(mimeType);
        }
        catch (ArgumentException) when (value is not null && !IsFormatted(value.GetType(), mimeType))
        {
            return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        return writer.IsExceeded ? TooLarge(mimeType) : writer.ToString().ReplaceLineEndings("\n");
    }

    private static bool IsFormatted(Type type, string mimeType)
    {
        try
        {
            return Formatter.GetPreferredFormatterFor(type, mimeType) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static int MaxChars(string mimeType) => mimeType is HtmlFormatter.MimeType or PlainTextFormatter.MimeType ? MaxTextChars : MaxDataChars;

    private static string TooLarge(string mimeType) =>
        string.Create(CultureInfo.InvariantCulture, $"[{mimeType} of more than {MaxChars(mimeType):N0} characters is too large to show. Show a part of it.]");
}
