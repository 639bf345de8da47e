namespace Workbench.Client.Columns;

/// <summary>
/// One VARCHAR of a DuckDB vector: 16 bytes, the length and either the text itself (up to 12 bytes) or a pointer to it.
/// Valid as long as the vector.
/// </summary>
internal readonly unsafe ref struct TextCell(byte* vector, int row)
{
    private const int Bytes = 16;
    private const int InlineBytes = 12;

    private readonly byte* cell = vector + ((long)Bytes * row);

    public bool IsShort => *(int*)cell <= InlineBytes;

    /// <summary>Identifies a short text: DuckDB pads the unused inline bytes with zeros.</summary>
    public UInt128 Key => *(UInt128*)cell;

    public ReadOnlySpan<byte> Utf8 => new(IsShort ? cell + 4 : *(byte**)(cell + 8), *(int*)cell);
}
