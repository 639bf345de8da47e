using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Workbench.Kernel.Api;
using Workbench.Kernel.Output;

// The namespace in which existing notebooks look for these names.
namespace Microsoft.DotNet.Interactive;

/// <summary>What cells call without a prefix: <c>display(x)</c>, <c>HTML("…")</c>, <c>input("…")</c>.</summary>
[SuppressMessage("Style", "IDE1006", Justification = "The names are those of existing notebooks.")]
public abstract partial class Kernel
{
    /// <summary>Shows a value below the cell, in the media types asked for or those its type prefers.</summary>
    /// <returns>A handle by which the display can be changed.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) =>
        new(CellHost.Cell.Output.Display(FormattedValues.Bundle(value) ?? ValueFormatting.Format(value, mimeTypes), value), mimeTypes, CellHost.Cell.Output);

    /// <summary>Marks text as HTML, so that showing it renders it.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Shows a script element; where it is shown decides whether it runs, and this project's own pages run none.</summary>
    public static DisplayedValue Javascript(string scriptContent) => HTML($"<script type=\"text/javascript\">{scriptContent}</script>").Display();

    /// <summary>Shows a script element that adds a style element to the page.</summary>
    public static DisplayedValue CSS(string content) => Javascript(
        $"const style = document.createElement(\"style\"); style.textContent = {JsonSerializer.Serialize(content)}; document.head.appendChild(style);");

    /// <summary>Asks the user for a line.</summary>
    /// <exception cref="NotSupportedException">The client takes no questions.</exception>
    public static string input(string prompt = "") => Asking.Ask(CellHost.Cell, prompt, isPassword: false);

    /// <summary>Asks the user for a line that is not shown while it is typed.</summary>
    /// <exception cref="NotSupportedException">The client takes no questions.</exception>
    public static PasswordString password(string prompt = "") => new(Asking.Ask(CellHost.Cell, prompt, isPassword: true));

    /// <summary>Asks the user for a line.</summary>
    /// <param name="typeHint"><c>password</c> hides what is typed; other hints, such as <c>file</c>, are for the client to know.</param>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        Task.Run(() => Asking.Ask(CellHost.Cell, prompt, isPassword: typeHint == "password"));

    /// <summary>Asks the user for a line that is not shown while it is typed.</summary>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") => Task.Run(() => password(prompt));

    /// <summary>Removes what the cell has shown so far; with <paramref name="wait"/> only when the next output comes.</summary>
    public static void clear_output(bool wait = false) => CellHost.Cell.Output.Clear(wait);
}
