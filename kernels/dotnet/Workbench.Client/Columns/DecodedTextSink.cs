namespace Workbench.Client.Columns;

/// <summary>VARCHAR as texts of .NET; equal short texts mostly share one.</summary>
/// <param name="rows">How many rows the column has.</param>
internal abstract unsafe class DecodedTextSink<T>(int rows) : ColumnSink(rows)
{
    private readonly RecentTexts<T> recent = new();

    /// <summary>One per row; the default where a value is missing.</summary>
    protected T[] Values { get; } = new T[rows];

    protected sealed override void Copy(byte* data, int at, int count, ulong* validity)
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
                Values[at + i] = Decode(text.Utf8);
                continue;
            }
            ref var slot = ref recent.Slot(text, out var known);
            if (!known)
            {
                slot = Decode(text.Utf8);
            }
            Values[at + i] = slot!;
        }
    }

    protected sealed override void SetMissing(int row) => Values[row] = default!;

    protected abstract T Decode(ReadOnlySpan<byte> utf8);
}
