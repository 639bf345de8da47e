using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;
using Workbench.Kernel.Api;
using Workbench.Kernel.Output;

// The namespace in which existing notebooks look for these names.
namespace Microsoft.DotNet.Interactive;

/// <summary>What cells call without a prefix: <c>display(x)</c>, <c>HTML("…")</c>, <c>input("…")</c>.</summary>
[SuppressMessage("Style", "IDE1006", Justification = "The names are those of existing notebooks.")]
public static class Kernel
{
    /// <summary>Shows a value below the cell, in the media types asked for or those its type prefers.</summary>
    /// <returns>A handle by which the display can be changed.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) =>
        new(CellHost.Cell.Output.Display(ValueFormatting.Format(value, mimeTypes)), mimeTypes, CellHost.Cell.Output);

    /// <summary>Marks text as HTML, so that showing it renders it.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Asks the user for a line.</summary>
    public static string input(string prompt = "") => Asking.Ask(CellHost.Cell, prompt, isPassword: false);

    /// <summary>Asks the user for a line that is not shown while it is typed.</summary>
    public static string password(string prompt = "") => Asking.Ask(CellHost.Cell, prompt, isPassword: true);

    /// <summary>Asks the user for a line.</summary>
    public static Task<string> GetInputAsync(string prompt = "") => Task.Run(() => input(prompt));

    /// <summary>Removes what the cell has shown so far; with <paramref name="wait"/> only when the next output comes.</summary>
    public static void clear_output(bool wait = false) => CellHost.Cell.Output.Clear(wait);
}
