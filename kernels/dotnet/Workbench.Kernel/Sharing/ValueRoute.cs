using Workbench.Kernel.Directives;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Sharing;

/// <summary>Takes values from one language to another, in the form that suits both.</summary>
internal static class ValueRoute
{
    /// <summary>How an object of this process travels.</summary>
    public enum Manner
    {
        /// <summary>As it is between languages of this process, else copied.</summary>
        ByReferenceWherePossible,

        /// <summary>As it is, or not at all.</summary>
        ByReferenceOrNot,

        /// <summary>As a table or JSON, so that the receiver's changes stay the receiver's.</summary>
        Copied,
    }

    /// <summary>Why a value did not arrive.</summary>
    /// <param name="IsLanguageKnown">False where it failed at the name of a language.</param>
    internal sealed record Refusal(string Code, string Message, bool IsLanguageKnown = true);

    /// <param name="from">The language that has the value.</param>
    /// <param name="to">The language that shall have it.</param>
    /// <param name="mimeType">The media type in which its text travels; null for the value itself.</param>
    public static Refusal? Move(LanguageRegistry languages, string from, string name, string to, string newName, string? mimeType, Manner manner)
    {
        if (!languages.TryFind(from, out var source))
        {
            return new Refusal(DirectiveErrorCodes.ValueNotFound, $"Kernel '{from}' not found. Known: {Names(languages)}", IsLanguageKnown: false);
        }

        if (source.Info.WhyMissing() is { } missing)
        {
            return new Refusal(DirectiveErrorCodes.Refused, missing);
        }

        var target = languages.TryFind(to, out var found) ? found.Language as IValueHolder : null;
        if (target is null)
        {
            return new Refusal(DirectiveErrorCodes.Refused, $"The language '{to}' has no variables.");
        }

        if (source.Language is not IValueHolder holder || holder.Get(name) is not { } value)
        {
            return new Refusal(DirectiveErrorCodes.ValueNotFound, $"Value '{name}' not found in kernel {source.Info.Name}");
        }

        if (manner == Manner.ByReferenceOrNot && (!target.SharesObjects || value is not SharedValue.Reference))
        {
            PortableForms.Discard(value);
            return new Refusal(DirectiveErrorCodes.ByReferenceNotPossible, $"'{name}' cannot be handed over by reference: {source.Info.Name} and {to} do not share memory. Leave out --byref to copy it.");
        }

        var travels = mimeType is not null ? PortableForms.As(value, mimeType)
            : value is SharedValue.Reference reference && !(target.SharesObjects && manner != Manner.Copied) ? PortableForms.Of(reference, name, target.PrefersTables)
            : new PortableForms.Form(value, null);
        return Set(target, name, newName, value, travels);
    }

    public static Refusal? Set(LanguageRegistry languages, string language, string name, SharedValue value) =>
        languages.TryFind(language, out var found) && found.Language is IValueHolder holder
            ? Set(holder, name, value)
            : new Refusal(DirectiveErrorCodes.Refused, $"The language '{language}' has no variables.");

    /// <summary>Gives a language a value, an object of this process in the form in which the language takes it.</summary>
    public static Refusal? Give(LanguageRegistry languages, string language, string name, SharedValue value)
    {
        if (value is not SharedValue.Reference reference || (languages.TryFind(language, out var found) && found.Language is IValueHolder { SharesObjects: true }))
        {
            return Set(languages, language, name, value);
        }

        return found?.Language is IValueHolder target
            ? Set(target, name, name, value, PortableForms.Of(reference, name, target.PrefersTables))
            : Set(languages, language, name, value);
    }

    private static Refusal? Set(IValueHolder target, string name, string newName, SharedValue value, PortableForms.Form travels)
    {
        if (travels.Value is null)
        {
            return new Refusal(DirectiveErrorCodes.UnsupportedMimeType, travels.Refusal!);
        }

        var refusal = Set(target, newName, travels.Value);

        // A language that has nothing to hold tables with, such as Python without pandas, still takes a list of records as a list.
        return refusal is not null && travels.Value is SharedValue.Columns && value is SharedValue.Reference reference
            && PortableForms.Of(reference, name) is { Value: SharedValue.Json json } && Set(target, newName, json) is null ? null : refusal;
    }

    private static Refusal? Set(IValueHolder target, string name, SharedValue value) =>
        target.Set(name, value) is { } reason ? new Refusal(DirectiveErrorCodes.Refused, reason) : null;

    private static string Names(LanguageRegistry languages) => string.Join(", ", languages.All.Select(static one => one.Info.Name));
}
