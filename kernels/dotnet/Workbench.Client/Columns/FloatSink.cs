using System.Numerics;

namespace Workbench.Client.Columns;

/// <summary>Numbers as trainers take them; whole numbers above 16,777,216 are rounded to the nearest that fits.</summary>
internal sealed unsafe class FloatSink<T>(string name, int rows) : ColumnSink(rows)
    where T : unmanaged, INumberBase<T>
{
    private readonly float[] values = GC.AllocateUninitializedArray<float>(rows);

    protected override void Copy(byte* data, int at, int count, ulong* validity)
    {
        var numbers = new ReadOnlySpan<T>(data, count);
        var into = values.AsSpan(at, count);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = float.CreateTruncating(numbers[i]);
        }
    }

    protected override void SetMissing(int row) => values[row] = float.NaN;

    protected override Column ToColumn(bool[]? missingRows) => new Column<float>(name, values, missingRows);
}
