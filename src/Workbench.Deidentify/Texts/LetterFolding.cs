using System.Globalization;
using System.Text;

namespace Workbench.Deidentify.Texts;

/// <summary>
/// Text in small letters without accents, with the place of each letter in the original: "Müller", "MULLER" and "Mu\u0308ller" become one. Latin letters
/// only; other scripts are compared as they stand. An own table, since the program runs without the system's tables of languages.
/// </summary>
internal static class LetterFolding
{
    private static readonly Dictionary<char, string> Folded = Table(
        "aàáâãäåāăą", "cçćĉċč", "dďđð", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł", "nñńņňŉ", "oòóôõöøōŏő",
        "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž");

    /// <summary>The folded text; <paramref name="places"/> has for each of its letters the index in the original, and one more for the end.</summary>
    public static string Fold(string text, out int[] places)
    {
        var folded = new StringBuilder(text.Length);
        var found = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var lower = char.ToLowerInvariant(text[i]);
            foreach (var letter in Folded.GetValueOrDefault(lower) ?? lower.ToString())
            {
                folded.Append(letter);
                found.Add(i);
            }
        }

        found.Add(text.Length);
        places = [.. found];
        return folded.ToString();
    }

    /// <summary>The folded spellings of a word: ö as o and as oe, and oe as o, since both are written for one name.</summary>
    public static IEnumerable<string> Spellings(string word)
    {
        var plain = Fold(word, out _);
        var written = Fold(Replace(word.ToLowerInvariant(), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa")), out _);
        return new[] { plain, written, Replace(plain, ("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")) }.Distinct();
    }

    private static string Replace(string text, params ReadOnlySpan<(string From, string To)> pairs)
    {
        foreach (var (from, to) in pairs)
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    private static Dictionary<char, string> Table(params string[] groups)
    {
        var table = groups.SelectMany(group => group[1..].Select(letter => (letter, Plain: group[..1]))).ToDictionary(pair => pair.letter, pair => pair.Plain);
        (table['ß'], table['æ'], table['œ'], table['þ']) = ("ss", "ae", "oe", "th");
        return table;
    }
}
