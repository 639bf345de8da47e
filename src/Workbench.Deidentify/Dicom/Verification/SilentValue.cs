using System.Text;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>Values that say nothing about anybody: empty ones, zeros, the dummies of the profile, the pseudonym.</summary>
internal static class SilentValue
{
    private static readonly HashSet<string> Dummies = new(StringComparer.OrdinalIgnoreCase) { "REMOVED", "OTHER", "000Y", "19000101", "19000101000000", "000000", "0", "urn:removed" };

    public static bool IsDummy(string text) => Dummies.Contains(text);

    public static bool Is(ReadOnlySpan<byte> value, string pseudonym)
    {
        if (value.IndexOfAnyExcept((byte)0) < 0)
        {
            return true;
        }

        var text = value.Length <= 64 ? Encoding.Latin1.GetString(value).TrimEnd(' ', '\0') : null;
        return text is not null && (text.Length == 0 || IsDummy(text) || text == pseudonym);
    }
}
