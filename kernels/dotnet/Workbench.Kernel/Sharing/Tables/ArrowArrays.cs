using System.Globalization;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Array = System.Array;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>Makes Arrow arrays of .NET values; numbers are copied as a block.</summary>
internal static class ArrowArrays
{
    /// <param name="name">The column, for the refusal.</param>
    /// <param name="values">One element a row.</param>
    /// <param name="missing">Per row whether the value is missing; null when none is.</param>
    /// <exception cref="NotSupportedException">Values of this type have no place in a table.</exception>
    public static IArrowArray Of(string name, Array values, bool[]? missing) => values switch
    {
        sbyte[] numbers => new Int8Array(Data(Int8Type.Default, numbers, missing)),
        byte[] numbers => new UInt8Array(Data(UInt8Type.Default, numbers, missing)),
        short[] numbers => new Int16Array(Data(Int16Type.Default, numbers, missing)),
        ushort[] numbers => new UInt16Array(Data(UInt16Type.Default, numbers, missing)),
        int[] numbers => new Int32Array(Data(Int32Type.Default, numbers, missing)),
        uint[] numbers => new UInt32Array(Data(UInt32Type.Default, numbers, missing)),
        long[] numbers => new Int64Array(Data(Int64Type.Default, numbers, missing)),
        ulong[] numbers => new UInt64Array(Data(UInt64Type.Default, numbers, missing)),
        float[] numbers => new FloatArray(Data(FloatType.Default, numbers, missing)),
        double[] numbers => new DoubleArray(Data(DoubleType.Default, numbers, missing)),
        bool[] booleans => Booleans(booleans, missing),
        DateTime[] times => new TimestampArray(Data(
            new TimestampType(TimeUnit.Microsecond, (string?)null), Array.ConvertAll(times, static time => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond), missing)),
        string?[] texts => Texts(texts, missing),
        decimal[] numbers => Of(name, Array.ConvertAll(numbers, static number => (double)number), missing),
        char[] letters => Texts(Array.ConvertAll(letters, static letter => (string?)letter.ToString()), missing),
        Guid[] ids => Texts(Array.ConvertAll(ids, static id => (string?)id.ToString()), missing),
        DateOnly[] dates => Of(name, Array.ConvertAll(dates, static date => date.ToDateTime(default)), missing),
        DateTimeOffset[] times => Of(name, Array.ConvertAll(times, static time => time.UtcDateTime), missing),
        ReadOnlyMemory<char>[] texts => Texts(Array.ConvertAll(texts, static text => (string?)text.ToString()), missing),
        object?[] mixed => Mixed(name, mixed),
        _ => throw new NotSupportedException($"Column '{name}' holds {values.GetType().GetElementType()!.Name} values, which cannot be handed on as a table. Leave it out or convert it to numbers or texts."),
    };

    // One type for all, where all values have it; numbers of different types become doubles, anything else texts.
    private static IArrowArray Mixed(string name, object?[] values)
    {
        var missing = Array.ConvertAll(values, static value => value is null or DBNull);
        var types = values.Where(static value => value is not (null or DBNull)).Select(static value => value!.GetType()).Distinct().ToArray();
        if (types is [var only] && only != typeof(object))
        {
            var typed = Array.CreateInstance(only, values.Length);
            for (var row = 0; row < values.Length; row++)
            {
                if (!missing[row])
                {
                    typed.SetValue(values[row], row);
                }
            }

            return Of(name, typed, missing);
        }

        return types.Length > 0 && types.All(static type => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal)
            ? Of(name, Array.ConvertAll(values, static value => value is null or DBNull ? 0.0 : Convert.ToDouble(value, CultureInfo.InvariantCulture)), missing)
            : Texts(Array.ConvertAll(values, static value => value is DBNull ? null : Convert.ToString(value, CultureInfo.InvariantCulture)), missing);
    }

    private static ArrayData Data<T>(IArrowType type, T[] values, bool[]? missing)
        where T : unmanaged
    {
        var (bits, count) = Validity(missing);
        return new ArrayData(type, values.Length, count, 0, [bits, new ArrowBuffer(MemoryMarshal.AsBytes(values.AsSpan()).ToArray())]);
    }

    private static BooleanArray Booleans(bool[] values, bool[]? missing)
    {
        var (bits, count) = Validity(missing);
        return new BooleanArray(new ArrayData(BooleanType.Default, values.Length, count, 0, [bits, Bits(values)]));
    }

    private static StringArray Texts(string?[] values, bool[]? missing)
    {
        var builder = new StringArray.Builder();
        builder.Reserve(values.Length);
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] is { } text && missing?[row] != true)
            {
                builder.Append(text);
            }
            else
            {
                builder.AppendNull();
            }
        }

        return builder.Build();
    }

    private static (ArrowBuffer Bits, int Missing) Validity(bool[]? missing)
    {
        var count = missing?.Count(static one => one) ?? 0;
        return count == 0 ? (ArrowBuffer.Empty, 0) : (Bits(Array.ConvertAll(missing!, static one => !one)), count);
    }

    private static ArrowBuffer Bits(bool[] values)
    {
        var bits = new byte[(values.Length + 7) / 8];
        for (var row = 0; row < values.Length; row++)
        {
            if (values[row])
            {
                bits[row >> 3] |= (byte)(1 << (row & 7));
            }
        }

        return new ArrowBuffer(bits);
    }
}
