using System.Text;

namespace Workbench.Client.Columns;

/// <summary>
/// VARCHAR as trainers take it: slices of large blocks of characters. A million different texts are so a few hundred
/// objects, not a million, for which every collection of garbage would have to look.
/// </summary>
internal sealed unsafe class TextMemorySink(string name, int rows) : ColumnSink(rows)
{
    private const int BlockCharacters = 128 * 1024;

    private readonly ReadOnlyMemory<char>[] values = new ReadOnlyMemory<char>[rows];
    private readonly RecentTexts<ReadOnlyMemory<char>> recent = new();
    private char[] block = [];
    private int used;

    protected override void Copy(byte* data, int at, int count, ulong* validity)
    {
        for (var i = 0; i < count; i++)
        {
            if (!IsValid(validity, i))
            {
                continue;
            }
            var text = new TextCell(data, i);
            if (!text.IsShort)
            {
                values[at + i] = Decode(text.Utf8);
                continue;
            }
            ref var slot = ref recent.Slot(text, out var known);
            if (!known)
            {
                slot = Decode(text.Utf8);
            }
            values[at + i] = slot;
        }
    }

    protected override void SetMissing(int row) => values[row] = default;

    protected override Column ToColumn(bool[]? missingRows) => new Column<ReadOnlyMemory<char>>(name, values, missingRows);

    private ReadOnlyMemory<char> Decode(ReadOnlySpan<byte> text)
    {
        // Never more UTF-16 units than UTF-8 bytes.
        if (text.Length > block.Length - used)
        {
            block = GC.AllocateUninitializedArray<char>(Math.Max(BlockCharacters, text.Length));
            used = 0;
        }
        var length = Encoding.UTF8.GetChars(text, block.AsSpan(used));
        var slice = block.AsMemory(used, length);
        used += length;
        return slice;
    }
}
