using System.Text;

namespace Workbench.Client.Columns;

/// <summary>VARCHAR as strings; equal short texts mostly share one object.</summary>
internal sealed unsafe class TextSink(string name, int rows) : ColumnSink(rows)
{
    private readonly string?[] values = new string?[rows];
    private readonly RecentTexts<string> recent = new();

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
                values[at + i] = Encoding.UTF8.GetString(text.Utf8);
                continue;
            }
            ref var slot = ref recent.Slot(text, out var known);
            if (!known)
            {
                slot = Encoding.UTF8.GetString(text.Utf8);
            }
            values[at + i] = slot;
        }
    }

    protected override void SetMissing(int row) => values[row] = null;

    protected override Column ToColumn(bool[]? missingRows) => new Column<string>(name, values!, missingRows);
}
