using System.Text.RegularExpressions;

namespace Workbench.Deidentify.Texts;

/// <summary>Names of months in English, German, French, Spanish, Italian and Dutch, in folded letters, whole or cut to three letters and more.</summary>
internal static class MonthNames
{
    private static readonly string[][] Names =
    [
        ["january", "januar", "janner", "janvier", "enero", "gennaio", "januari"], ["february", "februar", "feber", "fevrier", "febrero", "febbraio", "februari"],
        ["march", "marz", "maerz", "mars", "marzo", "maart", "mrt"], ["april", "avril", "abril", "aprile"], ["may", "mai", "mayo", "maggio", "mei"], ["june", "juni", "juin", "junio", "giugno"],
        ["july", "juli", "juillet", "julio", "luglio"], ["august", "aout", "agosto", "augustus"], ["september", "septembre", "septiembre", "settembre", "sept"], ["october", "oktober", "octobre", "octubre", "ottobre"],
        ["november", "novembre", "noviembre"], ["december", "dezember", "decembre", "diciembre", "dicembre"],
    ];

    /// <param name="month">1 to 12.</param>
    public static string Pattern(int month) => "(?:" + string.Join('|', Names[month - 1]
        .SelectMany(name => new[] { name, name[..Math.Min(3, name.Length)] }).Distinct().OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).Select(Regex.Escape)) + ")";

    /// <summary>Any month of any year, for dates of whoever's life.</summary>
    public static string AnyPattern { get; } = "(?:" + string.Join('|', Enumerable.Range(1, 12).Select(Pattern)) + ")";
}
