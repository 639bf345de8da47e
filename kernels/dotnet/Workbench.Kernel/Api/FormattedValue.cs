using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Kernel.Output;

namespace Microsoft.DotNet.Interactive;

/// <summary>A value in one media type.</summary>
/// <param name="mimeType">Such as <c>text/html</c>.</param>
/// <param name="value">The text.</param>
public sealed class FormattedValue(string mimeType, string value)
{
    public string MimeType => mimeType;

    public string Value => value;

    /// <summary>For programs that read it, and not for the page.</summary>
    public bool SuppressDisplay { get; set; }

    /// <summary>The value in the media type asked for, or else the first that its type prefers.</summary>
    public static FormattedValue CreateSingleFromObject(object? value, string? mimeType = null) =>
        mimeType is null ? CreateManyFromObject(value)[0] : new FormattedValue(mimeType, value.ToDisplayString(mimeType));

    /// <summary>The value in the media types asked for, or else in those that its type prefers.</summary>
    public static IReadOnlyList<FormattedValue> CreateManyFromObject(object? value, params string[] mimeTypes) =>
        [.. ValueFormatting.Format(value, mimeTypes).Parts.Select(static part => new FormattedValue(part.Key, part.Value))];
}
