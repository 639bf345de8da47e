using System.Text.RegularExpressions;

namespace Workbench.Deidentify.Tests.Demo;

/// <summary>
/// Numbers whose digits are made by chance: keyed UIDs, hashes in hexadecimal, random ids. Eight of their digits can equal a planted date, which leaks nothing. Only these
/// shapes count, and only for dates of eight digits: a date in any other run of digits (a timestamp, a short or foreign UID, a concatenation) is a hit.
/// </summary>
internal static partial class ChanceNumber
{
    private const int Longest = 128;

    /// <summary>The number made by chance in which a token stands; null when it stands elsewhere, or is no date of eight digits.</summary>
    /// <param name="text">A char a byte.</param>
    /// <param name="at">Where the token begins.</param>
    public static string? Around(string text, int at, string token)
    {
        if (token.Length != 8 || !token.All(char.IsAsciiDigit))
        {
            return null;
        }

        var (from, end) = (at, at + token.Length);
        while (from > 0 && at - from < Longest && IsPart(text[from - 1]))
        {
            from--;
        }

        while (end < text.Length && end - at < Longest && IsPart(text[end]))
        {
            end++;
        }

        return Shapes().Matches(text[from..end])
            .FirstOrDefault(match => from + match.Index <= at && at + token.Length <= from + match.Index + match.Length && (match.Value[1] == '.' || match.Value.Count(char.IsAsciiLetter) >= 6))?.Value;
    }

    private static bool IsPart(char letter) => char.IsAsciiHexDigit(letter) || letter is '.' or '-';

    // A UID of 128 bits (PS3.5 2025e, B.2) has 30 digits or more but for one in a billion; a random id is 8-4-4-4-12 (RFC 9562); a hash has 32 digits or more.
    [GeneratedRegex(@"(?<![0-9.])2\.25\.[1-9][0-9]{29,38}(?![0-9])|(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])|[0-9a-f]{32,}")]
    private static partial Regex Shapes();
}
