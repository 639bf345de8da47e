using System.Text;

namespace Workbench.Kernel.Jupyter;

/// <summary>Cursor positions count Unicode code points since protocol 5.2; .NET strings count UTF-16 units.</summary>
internal static class CursorPositions
{
    public static int ToUtf16(string code, int codePoints)
    {
        var position = 0;
        foreach (var rune in code.EnumerateRunes())
        {
            if (codePoints-- <= 0)
            {
                break;
            }

            position += rune.Utf16SequenceLength;
        }

        return position;
    }

    public static int ToCodePoints(string code, int utf16) => code.AsSpan(0, utf16).EnumerateRunes().Count();

    private static int Count(this SpanRuneEnumerator runes)
    {
        var count = 0;
        foreach (var unused in runes)
        {
            count++;
        }

        return count;
    }
}
