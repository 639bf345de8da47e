using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Building.Rows;

/// <summary>
/// Hands sorted rows to DuckDB as a table function, a vector at a time: values go from a part's bytes straight into DuckDB's columns, while the next part is read and
/// sorted on another thread. DuckDB asks from one thread and in order. It also counts what the manifest says of the table.
/// </summary>
internal sealed unsafe class RowFeed : IDisposable
{
    private const int InlineBytes = 12;
    private const int StringBytes = 16;

    private readonly RowLayout layout;
    private readonly IReadOnlyList<string> names;
    private readonly bool withDigests;
    private readonly RowSpill spill;
    private readonly GCHandle self;
    private readonly long[] missing;
    private Task<SortedPart>? next;
    private SortedPart? part;
    private int nextPart;
    private int row;

    /// <param name="names">Names of the columns, the patient's first.</param>
    /// <param name="withDigests">Adds the columns <c>~key-high</c> and <c>~key-low</c>, by which rows of a patient are ordered.</param>
    /// <param name="function">Name of the table function.</param>
    public RowFeed(DuckDBConnection connection, string function, RowLayout layout, IReadOnlyList<string> names, bool withDigests, RowSpill spill)
    {
        (this.layout, this.names, this.withDigests, this.spill, missing) = (layout, names, withDigests, spill, new long[layout.Kinds.Count]);
        self = GCHandle.Alloc(this);
        var made = NativeMethods.TableFunction.DuckDBCreateTableFunction();
        NativeMethods.TableFunction.DuckDBTableFunctionSetName(made, function);
        NativeMethods.TableFunction.DuckDBTableFunctionSetExtraInfo(made, GCHandle.ToIntPtr(self), null);
        NativeMethods.TableFunction.DuckDBTableFunctionSetBind(made, &Bind);
        NativeMethods.TableFunction.DuckDBTableFunctionSetInit(made, &Init);
        NativeMethods.TableFunction.DuckDBTableFunctionSetFunction(made, &Fill);
        var state = NativeMethods.TableFunction.DuckDBRegisterTableFunction(connection.NativeConnection, made);
        NativeMethods.TableFunction.DuckDBDestroyTableFunction(ref made);
        if (state != DuckDBState.Success)
        {
            throw new InvalidOperationException("DuckDB did not take the table function.");
        }

        next = Sort(0);
    }

    /// <summary>What ended the feed, beside DuckDB's own words.</summary>
    public Exception? Failure { get; private set; }

    public long Rows { get; private set; }

    public int Patients { get; private set; }

    /// <summary>Missing values by column, the patient's first.</summary>
    public IReadOnlyList<long> Missing => [0, .. missing];

    /// <summary>Two rows with one primary key of one patient, as far as was fed.</summary>
    public (long First, long Again)? Duplicate { get; private set; }

    public void Dispose()
    {
        next?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        self.Free();
    }

    private static RowFeed Of(IntPtr info) => (RowFeed)GCHandle.FromIntPtr(info).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(IntPtr info)
    {
        var feed = Of(NativeMethods.TableFunction.DuckDBBindGetExtraInfo(info));
        DuckDBType[] types = [DuckDBType.Varchar, .. feed.layout.Kinds.Select(TypeOf), .. feed.withDigests ? new[] { DuckDBType.UnsignedBigInt, DuckDBType.UnsignedBigInt } : []];
        string[] all = [.. feed.names, "~key-high", "~key-low"];
        for (var i = 0; i < types.Length; i++)
        {
            using var type = NativeMethods.LogicalType.DuckDBCreateLogicalType(types[i]);
            NativeMethods.TableFunction.DuckDBBindAddResultColumn(info, all[i], type);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Init(IntPtr info)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(IntPtr info, IntPtr chunk)
    {
        var feed = Of(NativeMethods.TableFunction.DuckDBFunctionGetExtraInfo(info));
        try
        {
            // Not disposed: the chunk is DuckDB's.
            var rows = feed.FillChunk(new DuckDBDataChunk(chunk));
            NativeMethods.DataChunks.DuckDBDataChunkSetSize(new DuckDBDataChunk(chunk), (ulong)rows);
        }
        catch (Exception e)
        {
            // An exception must not pass through DuckDB's own frames; whoever started the query finds it here.
            feed.Failure = e;
            NativeMethods.TableFunction.DuckDBFunctionSetError(info, "The rows could not be fed.");
        }
    }

    private static DuckDBType TypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Text => DuckDBType.Varchar,
        ValueKind.Integer => DuckDBType.BigInt,
        ValueKind.Number => DuckDBType.Double,
        ValueKind.Boolean => DuckDBType.Boolean,
        ValueKind.Date => DuckDBType.Date,
        _ => DuckDBType.Timestamp,
    };

    private int FillChunk(DuckDBDataChunk chunk)
    {
        if (!Advance())
        {
            return 0;
        }

        var columns = layout.Kinds.Count + 1 + (withDigests ? 2 : 0);
        var (vectors, data, validity) = (new IntPtr[columns], new byte*[columns], new ulong*[columns]);
        for (var i = 0; i < columns; i++)
        {
            vectors[i] = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
            data[i] = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vectors[i]);
        }

        var count = Math.Min(2048, part!.Count - row);
        fixed (byte* bytes = part.Bytes)
        {
            for (var i = 0; i < count; i++)
            {
                var start = bytes + part[row + i];
                NoteRow(row + i);
                Text(vectors[0], data[0], i, start + RowLayout.PatientAt, PatientKeys.PseudonymLength);
                Values(start, i, vectors, data, validity);
                if (withDigests)
                {
                    ((ulong*)data[^2])[i] = BinaryPrimitives.ReadUInt64BigEndian(new ReadOnlySpan<byte>(start + RowLayout.DigestAt, 8));
                    ((ulong*)data[^1])[i] = BinaryPrimitives.ReadUInt64BigEndian(new ReadOnlySpan<byte>(start + RowLayout.DigestAt + 8, 8));
                }
            }
        }

        row += count;
        Rows += count;
        return count;
    }

    private void Values(byte* start, int i, IntPtr[] vectors, byte*[] data, ulong*[] validity)
    {
        var at = start + layout.ValuesAt;
        for (var column = 0; column < missing.Length; column++)
        {
            var target = data[column + 1];
            if ((start[RowLayout.BitsAt + (column >> 3)] & (1 << (column & 7))) == 0)
            {
                missing[column]++;
                if (validity[column + 1] == null)
                {
                    NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vectors[column + 1]);
                    validity[column + 1] = NativeMethods.Vectors.DuckDBVectorGetValidity(vectors[column + 1]);
                }

                validity[column + 1][i >> 6] &= ~(1UL << (i & 63));
                continue;
            }

            switch (layout.Kinds[column])
            {
                case ValueKind.Text:
                    var length = Unsafe.ReadUnaligned<int>(at);
                    Text(vectors[column + 1], target, i, at + 4, length);
                    at += 4 + length;
                    break;
                case ValueKind.Date:
                    ((int*)target)[i] = Unsafe.ReadUnaligned<int>(at);
                    at += 4;
                    break;
                case ValueKind.Boolean:
                    target[i] = *at++;
                    break;
                default:
                    ((long*)target)[i] = Unsafe.ReadUnaligned<long>(at);
                    at += 8;
                    break;
            }
        }
    }

    /// <summary>Short texts lie in the vector itself, behind their length (<c>duckdb_string_t</c> of duckdb.h); longer ones are copied by DuckDB.</summary>
    private static void Text(IntPtr vector, byte* data, int i, byte* text, int length)
    {
        if (length > InlineBytes)
        {
            // "Unsafe" spares the check for UTF-8, which the reader of the raw file has done.
            NativeMethods.Vectors.DuckDBUnsafeVectorAssignStringElementLength(vector, (ulong)i, text, length);
            return;
        }

        var element = data + (i * StringBytes);
        new Span<byte>(element, StringBytes).Clear();
        *(int*)element = length;
        new ReadOnlySpan<byte>(text, length).CopyTo(new Span<byte>(element + 4, InlineBytes));
    }

    private void NoteRow(int index)
    {
        if (!part!.IsSamePatient(index))
        {
            Patients++;
        }
    }

    /// <summary>Goes to the next row that is left; false at the end.</summary>
    private bool Advance()
    {
        while (part is null || row == part.Count)
        {
            if (next is null)
            {
                return false;
            }

            part = next.GetAwaiter().GetResult();
            row = 0;
            Duplicate = Duplicates.Earlier(Duplicate, part.FindDuplicate());
            next = nextPart < spill.Parts ? Sort(nextPart) : null;
        }

        return true;
    }

    private Task<SortedPart> Sort(int index)
    {
        nextPart = index + 1;
        return Task.Run(() =>
        {
            var sorted = new SortedPart(spill.Read(index));
            spill.Forget(index);
            return sorted;
        });
    }
}
