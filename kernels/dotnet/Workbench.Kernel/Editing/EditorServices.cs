using Workbench.Kernel.Directives;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Editing;

/// <summary>What an editor asks about a cell, answered by the language that stands at the place, or for directives by their data.</summary>
internal sealed class EditorServices(LanguageRegistry languages, DirectiveCatalogue catalogue)
{
    private readonly DirectiveCompletion directives = new(catalogue, languages);

    /// <param name="language">The language that the request's metadata name; null for the kernel's own.</param>
    public Completions Complete(string code, string? language, int position)
    {
        var cell = Cell(code, language);
        var line = cell.At(position);
        if (line.Directive is not null)
        {
            return directives.Complete(line, position);
        }

        return Available(line.Language) is ICompletion service ? service.Complete(cell.CodeOf(line.Language), position) : Completions.None(position);
    }

    /// <returns>By media type; null where nothing is known.</returns>
    public IReadOnlyDictionary<string, string>? Inspect(string code, string? language, int position)
    {
        var cell = Cell(code, language);
        var line = cell.At(position);
        if (line.Directive is not null)
        {
            return directives.Find(line) is not { } directive ? null : new Dictionary<string, string>
            {
                ["text/plain"] = DirectiveHelp.Text(directive).TrimEnd(),
                ["text/markdown"] = DirectiveHelp.Markdown(directive),
            };
        }

        return Available(line.Language) is IInspection service ? service.Inspect(cell.CodeOf(line.Language), position) : null;
    }

    public Signatures? Sign(string code, string? language, int position)
    {
        var cell = Cell(code, language);
        var line = cell.At(position);
        return line.Directive is null && Available(line.Language) is ISignatureHelp service ? service.Sign(cell.CodeOf(line.Language), position) : null;
    }

    /// <summary>The last language of the cell decides: what stands before it is ended by the switch.</summary>
    public (string Status, string Indent) IsComplete(string code, string? language)
    {
        if (new SubmissionSplitter(catalogue).Split(code, Named(language)).Errors.Count > 0)
        {
            return ("invalid", "");
        }

        var cell = Cell(code, language);
        var line = cell.At(code.Length);
        return Available(line.Language) is ICompleteness service ? service.IsComplete(cell.CodeOf(line.Language)) : ("complete", "");
    }

    /// <summary>Mistakes of directives, and of code in languages that are at work already: typing alone starts none.</summary>
    public IReadOnlyList<CodeDiagnostic> Diagnose(string code, string? language)
    {
        var found = new SubmissionSplitter(catalogue).Split(code, Named(language)).Errors
            .Select(static error => new CodeDiagnostic(error.Line - 1, error.Column - 1, error.Line - 1, error.Column - 1 + error.Length, "error", error.Code, error.Message))
            .ToList();
        var cell = Cell(code, language);
        foreach (var one in cell.Languages)
        {
            if (one.Info.WhyMissing() is null && one.Started is IDiagnosis service)
            {
                found.AddRange(service.Diagnose(cell.CodeOf(one)));
            }
        }

        return found;
    }

    /// <summary>The variables of all languages that are at work.</summary>
    public IReadOnlyList<(string Language, HeldValue Value)> Variables() =>
        [.. languages.All.SelectMany(static one => Values(one).Select(value => (one.Info.Name, value)))];

    // A child that dies while it is asked has no variables; those of the other languages are shown all the same.
    private static IReadOnlyList<HeldValue> Values(RegisteredLanguage language)
    {
        try
        {
            return language.Started is IValueHolder holder ? holder.Values : [];
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return [];
        }
    }

    private static ILanguage? Available(RegisteredLanguage language) => language.Info.WhyMissing() is null ? language.Language : null;

    private EditedCell Cell(string code, string? language) => new(code, Named(language), catalogue);

    private RegisteredLanguage Named(string? language) => language is not null && languages.TryFind(language, out var found) ? found : languages.Default;
}
