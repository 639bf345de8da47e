using System.Globalization;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>One column of an Arrow table, to be written to a <see cref="ColumnFile"/>.</summary>
internal sealed class ArrowColumn
{
    private readonly IArrowArray[] parts;

    public ArrowColumn(Field field, IArrowArray[] parts)
    {
        Name = field.Name;
        this.parts = [.. parts.Select(Decoded)];
        HasMissing = this.parts.Any(static part => part.NullCount != 0);
        Type = TypeOf(field.DataType is DictionaryType dictionary ? dictionary.ValueType : field.DataType, field.Name);
        Bytes = Type switch
        {
            "text" => this.parts.Sum(static part => TextBytes((StringArray)part) + part.Length),
            "bool" => Rows,
            "int32" => Rows * 4,
            _ => Rows * 8,
        };
    }

    public string Name { get; }

    public string Type { get; }

    public bool HasMissing { get; }

    /// <summary>Length of the values.</summary>
    public long Bytes { get; }

    private long Rows => parts.Sum(static part => (long)part.Length);

    public void WriteValues(Stream file)
    {
        foreach (var part in parts)
        {
            WriteValues(file, part);
        }
    }

    public void WriteMissing(Stream file)
    {
        foreach (var part in parts)
        {
            var missing = new byte[part.Length];
            for (var row = 0; row < missing.Length; row++)
            {
                missing[row] = part.IsNull(row) ? (byte)1 : (byte)0;
            }

            file.Write(missing);
        }
    }

    private static string TypeOf(IArrowType type, string name) => type.TypeId switch
    {
        ArrowTypeId.Boolean => "bool",
        ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.UInt8 or ArrowTypeId.UInt16 => "int32",
        ArrowTypeId.Int64 or ArrowTypeId.UInt32 or ArrowTypeId.UInt64 => "int64",
        ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double or ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 or ArrowTypeId.Decimal32 or ArrowTypeId.Decimal64 => "float64",
        ArrowTypeId.Date32 or ArrowTypeId.Date64 => "date",
        ArrowTypeId.Timestamp => "time",
        ArrowTypeId.String => "text",
        _ => throw new IOException($"the column {name} is of type {type.Name}, which other languages have no form for. Leave it out, or make it a text before."),
    };

    private static IArrowArray Decoded(IArrowArray array)
    {
        if (array is not DictionaryArray { Dictionary: StringArray texts } coded)
        {
            return array;
        }

        var builder = new StringArray.Builder();
        for (var row = 0; row < coded.Length; row++)
        {
            builder.Append(coded.IsNull(row) ? null : texts.GetString((int)Whole(coded.Indices, row)));
        }

        return builder.Build();
    }

    private static void WriteValues(Stream file, IArrowArray part)
    {
        switch (part)
        {
            case DoubleArray numbers:
                file.Write(MemoryMarshal.AsBytes(numbers.Values));
                break;
            case Int64Array numbers:
                file.Write(MemoryMarshal.AsBytes(numbers.Values));
                break;
            case Int32Array numbers:
                file.Write(MemoryMarshal.AsBytes(numbers.Values));
                break;
            case StringArray texts:
                WriteTexts(file, texts);
                break;
            case BooleanArray flags:
                Each<byte>(file, part, row => flags.GetValue(row) == true ? (byte)1 : (byte)0);
                break;
            case TimestampArray or Date32Array or Date64Array:
                Each(file, part, row => Microseconds(part, row));
                break;
            case UInt32Array or UInt64Array:
                Each(file, part, row => Whole(part, row));
                break;
            case Int8Array or Int16Array or UInt8Array or UInt16Array:
                Each(file, part, row => (int)Whole(part, row));
                break;
            default:
                Each(file, part, row => Number(part, row));
                break;
        }
    }

    private static void Each<T>(Stream file, IArrowArray part, Func<int, T> value)
        where T : unmanaged
    {
        var values = new T[part.Length];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = part.IsNull(row) ? default : value(row);
        }

        file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static long Whole(IArrowArray part, int row) => part switch
    {
        Int8Array numbers => numbers.GetValue(row) ?? 0,
        Int16Array numbers => numbers.GetValue(row) ?? 0,
        Int32Array numbers => numbers.GetValue(row) ?? 0,
        Int64Array numbers => numbers.GetValue(row) ?? 0,
        UInt8Array numbers => numbers.GetValue(row) ?? 0,
        UInt16Array numbers => numbers.GetValue(row) ?? 0,
        UInt32Array numbers => numbers.GetValue(row) ?? 0,
        UInt64Array numbers when numbers.GetValue(row) is { } number => number <= long.MaxValue
            ? (long)number
            : throw new IOException("a whole number is above 9,223,372,036,854,775,807, which other languages cannot hold"),
        _ => 0,
    };

    private static double Number(IArrowArray part, int row) => part switch
    {
        FloatArray numbers => numbers.GetValue(row) ?? 0,
        HalfFloatArray numbers => (double)(numbers.GetValue(row) ?? default),
        Decimal128Array numbers => double.Parse(numbers.GetString(row)!, CultureInfo.InvariantCulture),
        Decimal256Array numbers => double.Parse(numbers.GetString(row)!, CultureInfo.InvariantCulture),
        Decimal32Array numbers => (double)(numbers.GetValue(row) ?? 0),
        Decimal64Array numbers => (double)(numbers.GetValue(row) ?? 0),
        _ => throw new IOException($"a column of {part.Data.DataType.Name} cannot go to another language"),
    };

    private static long Microseconds(IArrowArray part, int row) => part switch
    {
        Date32Array days => (days.GetValue(row) ?? 0) * 86_400_000_000L,
        Date64Array dates => (dates.GetValue(row) ?? 0) * 1000,
        TimestampArray times => (times.GetValue(row) ?? 0) is var ticks && ((TimestampType)times.Data.DataType).Unit switch
        {
            TimeUnit.Second => ticks * 1_000_000,
            TimeUnit.Millisecond => ticks * 1000,
            TimeUnit.Microsecond => ticks,
            _ => ticks / 1000,
        } is var microseconds ? microseconds : 0,
        _ => 0,
    };

    private static long TextBytes(StringArray texts)
    {
        var offsets = texts.ValueOffsets;
        return texts.Length == 0 ? 0 : offsets[texts.Length] - offsets[0];
    }

    private static void WriteTexts(Stream file, StringArray texts)
    {
        var bytes = new byte[TextBytes(texts) + texts.Length];
        var position = 0;
        for (var row = 0; row < texts.Length; row++)
        {
            var text = texts.GetBytes(row);
            if (text.Contains((byte)0))
            {
                throw new IOException("a text holds a zero character, which other languages end texts with");
            }

            text.CopyTo(bytes.AsSpan(position));
            position += text.Length + 1;
        }

        // A missing text takes a zero byte only, whatever its place in Arrow holds.
        file.Write(bytes);
    }
}
