using System.Text.Json;
using Workbench.Kernel.Api;
using Workbench.Kernel.Directives.Magics;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Sharing;

namespace Workbench.Kernel.Directives;

/// <summary>Fills in what a directive's line does not hold itself: answers of the user, and other languages' values.</summary>
internal static class DirectiveBinding
{
    /// <returns>The call with all values filled in, or what is in the way.</returns>
    public static (DirectiveCall Call, DirectiveError? Error) Bind(DirectiveCall call, MagicContext context)
    {
        Dictionary<string, DirectiveValue>? filled = null;
        foreach (var (name, value) in call.Values)
        {
            if (!value.IsAsked && (value.Variable is null || context.Catalogue.KeepsVariables(call.Directive)))
            {
                continue;
            }

            var (text, error) = value.IsAsked ? Ask(call, name, value, context.Cell) : Read(call, name, value.Variable!.Value, context.Languages);
            if (error is not null)
            {
                return (call, error);
            }

            filled ??= new Dictionary<string, DirectiveValue>(call.Values, StringComparer.Ordinal);
            filled[name] = new DirectiveValue(text!, value.Column) { IsFilledIn = true, IsPassword = value.IsAsked && (value.IsPassword || Question(value.Question).IsPassword) };
        }

        return (filled is null ? call : call with { Values = filled }, null);
    }

    private static (string? Text, DirectiveError? Error) Ask(DirectiveCall call, string parameter, DirectiveValue value, RunningCell cell)
    {
        var (prompt, isPassword) = Question(value.Question);
        try
        {
            return (Asking.Ask(cell, prompt ?? $"Please enter a value for {parameter}", isPassword || value.IsPassword), null);
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException)
        {
            return (null, call.Error(DirectiveErrorCodes.InputNotProvided, error.Message, parameter));
        }
    }

    // After the colon stands a prompt, quoted or not, or an object that holds it.
    private static (string? Prompt, bool IsPassword) Question(string written)
    {
        if (!written.StartsWith('{'))
        {
            return (written.Length == 0 ? null : DirectiveWord.Unquote(written), false);
        }

        using var json = JsonDocument.Parse(written);
        string? Member(string name) => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return (Member("prompt"), Member("type") == "password");
    }

    private static (string? Text, DirectiveError? Error) Read(DirectiveCall call, string parameter, (string Language, string Name) variable, LanguageRegistry languages)
    {
        var missing = $"Value '{variable.Name}' not found in kernel {variable.Language}";
        if (!languages.TryFind(variable.Language, out var language) || language.Language is not IValueHolder holder || holder.Get(variable.Name) is not { } value)
        {
            return (null, call.Error(DirectiveErrorCodes.ValueNotFound, missing, parameter));
        }

        var form = value is SharedValue.Reference reference ? PortableForms.Of(reference, variable.Name) : new PortableForms.Form(value, null);
        switch (form.Value)
        {
            case SharedValue.Text text:
                return (text.Value, null);
            case SharedValue.Json json:
                using (var document = JsonDocument.Parse(json.Document))
                {
                    return (document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : json.Document, null);
                }

            case { } table:
                PortableForms.Discard(table);
                return (null, call.Error(DirectiveErrorCodes.UnsupportedMimeType, $"'{variable.Name}' is a table, which cannot be the value of {parameter}.", parameter));
            default:
                return (null, call.Error(DirectiveErrorCodes.UnsupportedMimeType, form.Refusal!, parameter));
        }
    }
}
