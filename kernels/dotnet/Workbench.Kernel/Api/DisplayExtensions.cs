using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Workbench.Kernel.Api;
using Workbench.Kernel.Output;

namespace System;

/// <summary>The forms <c>x.Display()</c> and <c>text.DisplayAs("text/markdown")</c>.</summary>
public static class DisplayExtensions
{
    /// <inheritdoc cref="Kernel.display"/>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <summary>Shows text that is already of a media type.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) =>
        new(CellHost.Cell.Output.Display(ValueFormatting.Raw(value, mimeType), value), [mimeType], CellHost.Cell.Output);

    /// <summary>Shows a sequence as a table with a column for each property of its items.</summary>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T>? value, params string[] mimeTypes) =>
        Kernel.display(value?.ToTabularDataResource(), mimeTypes);
}
