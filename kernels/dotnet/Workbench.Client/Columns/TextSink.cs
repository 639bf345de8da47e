using System.Text;

namespace Workbench.Client.Columns;

/// <summary>
/// VARCHAR: 16 bytes a row, the length and either the text itself (up to 12 bytes) or a pointer to it.
/// Clinical text columns repeat few short values, so one string object serves equal neighbours.
/// </summary>
internal sealed unsafe class TextSink(string name, int rows) : ColumnSink(rows)
{
    private const int InlineBytes = 12;
    private const int Slots = 1024;

    private readonly string?[] values = new string?[rows];
    private readonly (UInt128 Key, string? Text)[] recent = new (UInt128, string?)[Slots];

    protected override void Copy(byte* data, int at, int count, ulong* validity)
    {
        for (var i = 0; i < count; i++)
        {
            if (!IsValid(validity, i))
            {
                continue;
            }
            var cell = data + (16 * i);
            var length = *(int*)cell;
            values[at + i] = length <= InlineBytes
                ? Short(cell, length)
                : Encoding.UTF8.GetString(*(byte**)(cell + 8), length);
        }
    }

    protected override void SetMissing(int row) => values[row] = null;

    protected override Column ToColumn(bool[]? missingRows) => new Column<string>(name, values!, missingRows);

    private string Short(byte* cell, int length)
    {
        // DuckDB pads the unused inline bytes with zeros, so the 16 bytes identify the text.
        var key = *(UInt128*)cell;
        var mixed = ((ulong)key ^ ((ulong)(key >> 64) * 0x9E3779B97F4A7C15UL)) * 0xD6E8FEB86659FD93UL;
        ref var slot = ref recent[(int)(mixed >> 54)];
        if (slot.Text is null || slot.Key != key)
        {
            slot = (key, Encoding.UTF8.GetString(cell + 4, length));
        }
        return slot.Text;
    }
}
