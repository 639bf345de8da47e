namespace Workbench.Deidentify.Rules;

/// <summary>
/// What an identifier may look like. "H1" and "H1 " or two spellings of one accented letter would become two patients; guessing
/// which is meant could make two patients one. So such identifiers are refused, and the raw side mends them.
/// </summary>
public static class Identifiers
{
    public const string Unclean = "The identifier is empty, longer than 128 characters, has spaces around it or characters outside printable ASCII.";

    public static bool IsClean(string id) =>
        id.Length is > 0 and <= 128 && id[0] != ' ' && id[^1] != ' ' && !id.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
