using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Workbench.Deidentify.Dicom.Rewriting;

namespace Workbench.Deidentify.Texts;

/// <summary>
/// Takes one patient's own identifiers out of free text of a table and keeps the rest: names whole, in parts, in other orders, with initials and
/// in spellings with and without accents; numbers with and without their separators; own dates with the names of months in six languages; and by the
/// patterns of <see cref="TextCleaner"/> whatever has the shape of a date, a number of six digits, a telephone number or a mail address. What it cannot
/// know stays: names of other people, places, what only its combination tells.
/// </summary>
public sealed class OwnIdentifiers
{
    private const string Replacement = "***";
    private const string Between = @"[\s,;^/-]+";
    private const int ShortestDigits = 4;
    private const int ShortestPart = 2;

    /// <summary>Particles, titles and words of addresses: they stand in identifiers and name nobody.</summary>
    private static readonly HashSet<string> CommonWords =
    [
        "von", "vom", "van", "der", "den", "die", "das", "des", "del", "della", "di", "da", "de", "do", "dos", "du", "la", "las", "le", "les", "los", "zu", "zum", "zur", "und", "and", "the", "of", "st",
        "dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "mme", "sir", "jr", "sr", "med", "phd", "street", "road", "avenue", "lane", "strasse", "str", "weg", "platz", "allee", "rue", "haus", "house", "no", "nr", "in", "am", "an", "on", "at",
    ];

    private static readonly string[] AnyDates =
    [
        $@"\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s*(?:of|de|di)?[\s.,/-]{{0,3}}{MonthNames.AnyPattern}(?:\s*(?:of|de|del|di))?[\s.,/-]{{0,3}}(?:\d{{4}}|['’]?\d{{2}})",
        $@"{MonthNames.AnyPattern}[\s.,/-]{{0,3}}\d{{1,2}}(?:st|nd|rd|th)?[\s.,/-]{{1,3}}\d{{4}}",
    ];

    private readonly Regex own;

    /// <param name="texts">Names, numbers, addresses: values of any column that identifies the patient.</param>
    /// <param name="dates">Dates of the patient's life.</param>
    public OwnIdentifiers(IEnumerable<string> texts, IEnumerable<DateOnly> dates)
    {
        var patterns = new HashSet<string>(AnyDates, StringComparer.Ordinal);
        foreach (var text in texts)
        {
            patterns.UnionWith(OfText(text));
        }

        foreach (var date in dates)
        {
            patterns.UnionWith(OfDate(date));
        }

        // Whole values first, then the longest: a whole name is one replacement, not one for each part.
        var ordered = patterns.OrderByDescending(pattern => pattern.Contains(Between, StringComparison.Ordinal)).ThenByDescending(pattern => pattern.Length).ThenBy(pattern => pattern, StringComparer.Ordinal).ToList();
        own = new Regex($@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', ordered)})(?:['’]?s)?(?![\p{{L}}\p{{N}}])", RegexOptions.CultureInvariant);
    }

    /// <summary>The text without identifiers; each stands as three asterisks.</summary>
    public string Remove(string text)
    {
        var folded = LetterFolding.Fold(text, out var places);
        var cleaned = new StringBuilder(text.Length);
        var at = 0;
        foreach (var match in own.EnumerateMatches(folded))
        {
            var (from, to) = (places[match.Index], places[match.Index + match.Length]);

            // "Li" is a name, "li" most often none.
            if (from < at || (match.Length <= ShortestPart && !char.IsUpper(text[from]) && !char.IsDigit(text[from])))
            {
                continue;
            }

            cleaned.Append(text, at, from - at).Append(Replacement);
            at = to;
        }

        return TextCleaner.RemoveShapes(cleaned.Append(text, at, text.Length - at).ToString());
    }

    private static IEnumerable<string> OfText(string text)
    {
        var words = text.Split([' ', '\t', ',', ';', '^', '/', '\\', '=', '|', '(', ')', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = words.Select(word => word.Trim('.', ':', '"', '\'')).Where(word => word.Any(char.IsLetter)).ToList();
        if (words.Length > 1)
        {
            yield return Flexible(words);
        }

        foreach (var word in words)
        {
            if (word.Any(char.IsDigit))
            {
                foreach (var pattern in OfNumber(word))
                {
                    yield return pattern;
                }

                continue;
            }

            foreach (var part in word.Split('-').Append(word).Select(part => part.Trim('.', ':', '"', '\'')).Where(IsName))
            {
                foreach (var spelling in LetterFolding.Spellings(part))
                {
                    // An initial that stands before a name goes with it.
                    yield return $@"(?:{Initials(names, part)}\.?[ -]?)?{Regex.Escape(spelling)}";
                }
            }
        }

        // A number that is written in groups, as telephone numbers are.
        if (words.Length > 1 && words.All(word => word.All(c => char.IsDigit(c) || c is '+' or '-' or '.')))
        {
            // Without the country's code, which few write at home.
            foreach (var pattern in OfNumber(string.Concat(words)).Concat(words[0][0] == '+' ? OfNumber(string.Concat(words[1..])) : []))
            {
                yield return pattern;
            }
        }
    }

    private static bool IsName(string part) => part.Length >= ShortestPart && part.Any(char.IsLetter) && !CommonWords.Contains(LetterFolding.Fold(part, out _));

    private static string Initials(List<string> names, string part)
    {
        var initials = names.Where(name => name != part && IsName(name)).Select(name => Regex.Escape(LetterFolding.Fold(name[..1], out _))).Distinct().Order(StringComparer.Ordinal).ToList();
        return initials.Count == 0 ? "(?!)" : $@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', initials)})";
    }

    private static string Flexible(IEnumerable<string> words) =>
        string.Join(Between, words.Select(word => $"(?:{string.Join('|', LetterFolding.Spellings(word).Select(Regex.Escape))})"));

    /// <summary>Letters and digits of a number with any separators between them, and its digits alone, with or without leading zeros.</summary>
    private static IEnumerable<string> OfNumber(string number)
    {
        var folded = LetterFolding.Fold(number, out _);
        var runs = Regex.Matches(folded, @"\p{L}+|\p{N}+").Select(run => Regex.Escape(run.Value)).ToList();
        if (runs.Sum(run => run.Length) < ShortestPart + 1)
        {
            yield break;
        }

        yield return string.Join(@"[\s._/#:-]*", runs);
        var digits = string.Concat(folded.Where(char.IsAsciiDigit));
        if (digits.TrimStart('0') is { Length: >= ShortestDigits } significant)
        {
            yield return "0*" + string.Join(@"[\s._/-]{0,3}", significant.ToCharArray());
        }
    }

    private static IEnumerable<string> OfDate(DateOnly date)
    {
        string N(int number) => number.ToString(CultureInfo.InvariantCulture);
        var (day, month, year) = ($"0?{N(date.Day)}", $"0?{N(date.Month)}", $"(?:{N(date.Year)}|['’]?{N(date.Year % 100).PadLeft(2, '0')})");
        const string Gap = @"[\s.,/-]{0,3}";
        var name = MonthNames.Pattern(date.Month);
        yield return $@"{day}{Gap}{month}{Gap}{year}";
        yield return $@"{month}{Gap}{day}{Gap}{year}";
        yield return $@"{N(date.Year)}{Gap}{month}{Gap}{day}";
        yield return $@"{day}(?:st|nd|rd|th|er|\.|º)?\s*(?:of|de|di)?{Gap}{name}(?:\s*(?:of|de|del|di))?{Gap}{year}";
        yield return $@"{name}{Gap}{day}(?:st|nd|rd|th)?{Gap}{year}";
        yield return $@"{day}(?:st|nd|rd|th|\.)?\s*(?:of\s)?\s*{name}";
        yield return $@"{name}{Gap}{N(date.Year)}";
        yield return $@"{month}[/.-]{N(date.Year)}";
    }
}
