using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// Takes this patient's own identifiers out of free text and keeps the rest (PS3.15 2025e, E.3.4 and E.3.5): names in parts and orders,
/// numbers, and dates in many spellings. It compares characters as the file's bytes write them, so that it holds in any character set.
/// </summary>
public sealed partial class TextCleaner(FileIdentity file)
{
    private const string Replacement = "***";

    /// <summary>What the profile itself writes.</summary>
    private static readonly HashSet<string> SilentWords = new(StringComparer.OrdinalIgnoreCase) { "REMOVED", "OTHER" };
    private const int ShortestPart = 3;

    /// <summary>In text that nobody expects an identifier in, shorter words stand by chance.</summary>
    private const int ShortestUnexpected = 4;

    /// <summary>Identifiers this long are found inside of longer words too.</summary>
    private const int Distinctive = 8;

    // Most files have no text that is cleaned. An expression of many words costs more than the rest of the file, but the files of one
    // patient share it, so it is used by way of the framework's cache of expressions.
    private readonly Lazy<string> identifiers = new(() => Identifiers(file), LazyThreadSafetyMode.None);

    private string[]? unexpected;

    private static string Identifiers(FileIdentity file)
    {
        var patterns = Words(file).Where(word => word.Length >= ShortestPart).OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal)
            .Select(word => $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(word).Replace(@"\^", @"[\^ ,]+", StringComparison.Ordinal)}(?![\p{{L}}\p{{N}}])").ToList();
        return string.Join('|', patterns);
    }

    private static HashSet<string> Words(FileIdentity file)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (tag, value) in file.Identifiers)
        {
            var text = Encoding.Latin1.GetString(value).Trim('\0', ' ');
            if (tag == new DicomTag(0x0010, 0x0030))
            {
                words.UnionWith(Spellings(text));
                continue;
            }

            words.UnionWith(text.Split('\\', '=').Select(whole => whole.Trim('\0', ' ', '^')));
            words.UnionWith(text.Split('\\', '=', '^', ' ', ',', ';'));
        }

        return words;
    }

    /// <summary>Whether one of this patient's identifiers stands in a value that is to be kept.</summary>
    public bool HoldsIdentifier(ReadOnlySpan<byte> value)
    {
        if (value.Length < ShortestUnexpected)
        {
            return false;
        }

        unexpected ??= [.. Words(file).Where(word => word.Length >= ShortestUnexpected && !SilentWords.Contains(word)).OrderByDescending(word => word.Length)];
        Span<char> letters = value.Length <= 512 ? stackalloc char[value.Length] : new char[value.Length];
        Encoding.Latin1.GetChars(value, letters);
        foreach (var word in unexpected)
        {
            if (word.Length <= letters.Length && Find(letters, word, 0) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The value without this patient's identifiers and with everything else, in the bytes of its character set.</summary>
    public byte[] CleanIdentifiers(ReadOnlySpan<byte> value)
    {
        var text = Encoding.Latin1.GetString(value);
        foreach (var word in unexpected ?? [])
        {
            for (var at = Find(text, word, 0); at >= 0; at = Find(text, word, at + Replacement.Length))
            {
                text = string.Concat(text.AsSpan(0, at), Replacement, text.AsSpan(at + word.Length));
            }
        }

        return Encoding.Latin1.GetBytes(text);
    }

    private static int Find(ReadOnlySpan<char> text, string word, int from)
    {
        while (from < text.Length && text[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase) is var index and >= 0)
        {
            var (start, end) = (from + index, from + index + word.Length);
            if (word.Length >= Distinctive || ((start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]))))
            {
                return start;
            }

            from = start + 1;
        }

        return -1;
    }

    /// <summary>The value without identifiers, in the bytes of its character set.</summary>
    public byte[] Clean(ReadOnlySpan<byte> value)
    {
        var text = Encoding.Latin1.GetString(value);
        text = identifiers.Value.Length == 0 ? text : Regex.Replace(text, identifiers.Value, Replacement, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return Encoding.Latin1.GetBytes(RemoveShapes(text));
    }

    /// <summary>The text without whatever has the shape of a date or an identifier, whoever's it is. Free text of tables goes through it too.</summary>
    public static string RemoveShapes(string text) => Shapes().Replace(Dates().Replace(text, Replacement), Replacement);

    /// <summary>
    /// What has the shape of an identifier, whoever's it is: numbers of six digits and more, long words with four digits among letters, social
    /// security and telephone numbers, mail addresses, and names behind a title.
    /// </summary>
    [GeneratedRegex(@"[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}|(?<![\p{L}\d])(?:(?:dr|prof|mr|mrs|ms|miss|herr|frau|mme)\b\.?[ ^]+(?-i:[A-Z\u00C0-\u00DE])[\p{L}'-]+|\+?\d{1,4}[ -]\(?\d{2,4}\)?[ -]\d{3,5}(?:[ -]\d{2,5})?|(?=[A-Z0-9]{8})(?=(?:[A-Z]*\d){4})[A-Z0-9]+|\d{6,})(?![\p{L}\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shapes();

    /// <summary>Any date in free text, whoever's it is: it can be the birth date of a patient whose record does not give it, or place a scan in time.</summary>
    [GeneratedRegex(@"(?<!\d)(?:(?:19|20)\d\d([-/. ]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|[12]\d|3[01])[-/. ](?:19|20)?\d\d|(?:0?[1-9]|[12]\d|3[01])[-. ]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-. ,]*(?:19|20)?\d\d)(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    private static IEnumerable<string> Spellings(string date)
    {
        yield return date;
        if (!DateOnly.TryParseExact(date, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            yield break;
        }

        foreach (var format in new[] { "yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "d/M/yyyy", "M/d/yyyy", "dd MMM yyyy", "d MMMM yyyy", "MMMM d, yyyy", "ddMMyyyy", "yyMMdd", "dd-MMM-yyyy" })
        {
            yield return day.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
