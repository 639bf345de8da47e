using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>Turns values into what clients show.</summary>
internal static class ValueFormatting
{
    /// <summary>A part larger than this is replaced by a notice, in characters: it would only choke the page.</summary>
    private const int MaxPartChars = 20 << 20;

    /// <param name="value">Any value, null included.</param>
    /// <param name="mimeTypes">What is asked for; empty for what the value's type prefers.</param>
    public static MimeBundle Format(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        List<KeyValuePair<string, string>> parts = [];
        foreach (var mimeType in mimeTypes.Count > 0 ? mimeTypes : Preferred(value))
        {
            parts.Add(new(mimeType, Bound(value.ToDisplayString(mimeType), mimeType)));
        }

        if (parts.TrueForAll(static part => part.Key != PlainTextFormatter.MimeType))
        {
            parts.Insert(0, new(PlainTextFormatter.MimeType, Bound(value.ToDisplayString(PlainTextFormatter.MimeType), PlainTextFormatter.MimeType)));
        }

        return new MimeBundle(parts);
    }

    /// <summary>Text that is already of a media type.</summary>
    public static MimeBundle Raw(string text, string mimeType) => new([new(mimeType, Bound(text, mimeType))]);

    private static IReadOnlyCollection<string> Preferred(object? value) => value is string ? [PlainTextFormatter.MimeType] : ClientFormatters.MimeTypesFor(value);

    private static string Bound(string text, string mimeType) => text.Length <= MaxPartChars
        ? text.ReplaceLineEndings("\n")
        : string.Create(CultureInfo.InvariantCulture, $"[{mimeType} of {text.Length:N0} characters is too large to show. Show a part of it.]");
}
