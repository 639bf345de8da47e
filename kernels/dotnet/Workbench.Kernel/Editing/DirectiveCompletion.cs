using Workbench.Kernel.Directives;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Editing;

/// <summary>What can stand at the cursor in a directive's line, from the directives' data.</summary>
internal sealed class DirectiveCompletion(DirectiveCatalogue catalogue, LanguageRegistry languages)
{
    /// <param name="line">The line in which the cursor is.</param>
    /// <param name="position">The cursor in the cell.</param>
    public Completions Complete(EditedCell.Line line, int position)
    {
        var typed = line.Text[..(position - line.Start)];
        var words = DirectiveWord.Cut(typed);
        var isNewWord = typed.Length > 0 && char.IsWhiteSpace(typed[^1]);
        if (words.Count <= 1 && !isNewWord)
        {
            return Matching(Names(line.Language.Info.Name), line.Start, typed, position);
        }

        if (Find(words, line) is not { } directive)
        {
            return Completions.None(position);
        }

        var current = isNewWord ? new DirectiveWord("", typed.Length) : words[^1];
        var before = isNewWord ? words[^1] : words[^2];
        return Matching(Candidates(directive, words, before, current), line.Start + current.Start, current.Text, position);
    }

    /// <returns>The help of the directive, null where there is none of that name.</returns>
    public Directive? Find(EditedCell.Line line) => Find(DirectiveWord.Cut(line.Text), line);

    private static Completions Matching(IEnumerable<CompletionMatch> candidates, int start, string typed, int position) =>
        new([.. candidates.Where(one => one.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(static one => one.Text)], start, position);

    private IEnumerable<CompletionMatch> Names(string language) => catalogue.In(language)
        .Where(static directive => !directive.IsHidden)
        .Select(static directive => new CompletionMatch(directive.Name, "magic"));

    private Directive? Find(IReadOnlyList<DirectiveWord> words, EditedCell.Line line)
    {
        var directive = words.Count == 0 ? null
            : catalogue.LanguageOf(words[0].Text) is { } language ? DirectiveCatalogue.SwitchTo(language)
            : catalogue.MagicOf(words[0].Text, line.Language.Info.Name)?.Directive;
        return directive?.Subcommands.FirstOrDefault(one => words.Skip(1).Any(word => one.IsCalled(word.Text))) ?? directive;
    }

    private IEnumerable<CompletionMatch> Candidates(Directive directive, IReadOnlyList<DirectiveWord> words, DirectiveWord before, DirectiveWord current)
    {
        var parameter = directive.Parameters.FirstOrDefault(one => one.Name == before.Text && !one.IsFlag);
        if (current.Text.StartsWith('@'))
        {
            return References();
        }

        if (parameter is not null)
        {
            return Values(parameter, words).Concat(parameter.NamesLanguage ? [] : current.Text.Length == 0 ? [] : References());
        }

        var free = directive.Parameters.Where(one => !words.Any(word => word.Text == one.Name && word != current));
        return directive.Subcommands.Select(static one => new CompletionMatch(one.Name, "keyword"))
            .Concat(free.Select(static one => new CompletionMatch(one.Name, "property")))
            .Concat(directive.Parameters.Where(static one => one.IsImplicit).SelectMany(one => Values(one, words)));
    }

    private IEnumerable<CompletionMatch> Values(DirectiveParameter parameter, IReadOnlyList<DirectiveWord> words)
    {
        if (parameter.NamesLanguage)
        {
            return languages.All.Select(static one => new CompletionMatch(one.Info.Name, "class"));
        }

        // In "#!share --from fsharp" the variables are those of F#.
        var from = words.SkipWhile(static word => word.Text != "--from").Skip(1).FirstOrDefault().Text;
        var variables = parameter.Name == "--name" && from is not null && languages.TryFind(from, out var source) && source.Started is IValueHolder holder
            ? holder.Values.Select(static value => new CompletionMatch(value.Name, "instance"))
            : [];
        return parameter.Values.Select(static value => new CompletionMatch(value, "text")).Concat(variables);
    }

    private IEnumerable<CompletionMatch> References()
    {
        yield return new CompletionMatch("@input", "keyword");
        yield return new CompletionMatch("@password", "keyword");
        foreach (var language in languages.All)
        {
            if (language.Started is not IValueHolder holder)
            {
                continue;
            }

            yield return new CompletionMatch($"@{language.Info.Name}:", "class");
            foreach (var value in holder.Values)
            {
                yield return new CompletionMatch($"@{language.Info.Name}:{value.Name}", "instance");
            }
        }
    }
}
