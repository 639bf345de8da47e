using System.Text;

namespace Workbench.Client.Columns;

/// <summary>
/// VARCHAR as trainers take it: slices of large blocks of characters. A million different texts are so a few hundred
/// objects, not a million, for which every collection of garbage would have to look.
/// </summary>
internal sealed class TextMemorySink(string name, int rows) : DecodedTextSink<ReadOnlyMemory<char>>(rows)
{
    private const int BlockCharacters = 128 * 1024;

    private char[] block = [];
    private int used;

    protected override ReadOnlyMemory<char> Decode(ReadOnlySpan<byte> utf8)
    {
        // Never more UTF-16 units than UTF-8 bytes.
        if (utf8.Length > block.Length - used)
        {
            block = GC.AllocateUninitializedArray<char>(Math.Max(BlockCharacters, utf8.Length));
            used = 0;
        }
        var length = Encoding.UTF8.GetChars(utf8, block.AsSpan(used));
        var slice = block.AsMemory(used, length);
        used += length;
        return slice;
    }

    protected override Column ToColumn(bool[]? missingRows) => new Column<ReadOnlyMemory<char>>(name, Values, missingRows);
}
