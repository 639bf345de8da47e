using System.Collections.Concurrent;
using System.Numerics;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building.Rows;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Withdrawals;

namespace Workbench.Deidentify.Building;

/// <summary>
/// Takes the raw files of one table through types and rules into a sorted Parquet file. One thread reads and hashes a file and cuts it into blocks of whole
/// records; the others judge the blocks' rows and spill them by pseudonym; then the parts are sorted and written one after the other. Memory is bounded by the
/// blocks on the way and three parts, whatever the size of the table.
/// </summary>
internal sealed class TableLoader(TableDefinition table, PatientKeys keys, WorkDatabase work, PatientIdentifiers? identifiers)
{
    /// <summary>Bytes of raw files that make one part; up to 256 parts this bounds what is sorted at once.</summary>
    private const long BytesOfPart = 12 << 20;

    private const int MostParts = 256;
    private const int WaitingBlocks = 4;

    private readonly RowPlaces places = new();
    private readonly ConcurrentBag<(int Block, SourceRefusal Refusal)> refusals = [];
    private int lowestRefused = int.MaxValue;

    /// <summary>Whose rows are left out; null: nobody's.</summary>
    public WithdrawalList? Withdrawn { get; init; }

    /// <summary>Whether rows of two patients could have one primary key.</summary>
    private bool KeysCrossPatients => !table.PrimaryKey.Contains(table.PatientKey);

    /// <param name="path">The Parquet file to write.</param>
    /// <param name="withDigests">Writes the digests by which rows of a patient are ordered, too.</param>
    /// <param name="sourceFiles">Gets a line per file.</param>
    /// <param name="report">Takes the bytes of the table read so far.</param>
    /// <param name="loaded">The table, when the result is null.</param>
    public SourceRefusal? Load(SourceFolder source, string path, bool withDigests, List<ManifestSourceFile> sourceFiles, Action<long> report, CancellationToken cancellation, out LoadedTable? loaded)
    {
        loaded = null;
        if (PrepareRules(source, sourceFiles) is { } notPrepared)
        {
            return notPrepared;
        }

        var parts = (int)Math.Clamp((long)BitOperations.RoundUpToPowerOf2((ulong)(table.Files.Sum(source.Size) / BytesOfPart) + 1), 1, MostParts);
        var layout = new RowLayout([.. table.Kept.Skip(1).Select(c => c.Rule.OutputKind(c.Type))]);
        using var spill = new RowSpill(work.Folder, parts);
        using var keySpill = KeysCrossPatients ? new RowSpill(work.Folder, parts) : null;
        var patients = new PatientCache(keys, table.Issuer, Withdrawn);
        RowLoader Loader() => new(table, layout, keys, patients, spill, keySpill, identifiers);
        var bytesBefore = 0L;
        for (var i = 0; i < table.Files.Count; i++)
        {
            var before = bytesBefore;
            if (LoadFile(source, i, Loader, sourceFiles, position => report(before + position), cancellation) is { } refusal)
            {
                return refusal;
            }

            bytesBefore += source.Size(table.Files[i]);
        }

        return (keySpill is null ? null : Duplicates.Find(keySpill)) is { } duplicate ? Twice(duplicate) : Write(layout, spill, path, withDigests, out loaded);
    }

    private SourceRefusal? Write(RowLayout layout, RowSpill spill, string path, bool withDigests, out LoadedTable? loaded)
    {
        loaded = null;
        var function = "~rows/" + table.Name;
        using var feed = new RowFeed(work.Connection, function, layout, [.. table.Kept.Select(c => c.Output)], withDigests, spill);
        try
        {
            ParquetWriter.Copy(work.Connection, $"SELECT * FROM {ParquetWriter.Quote(function)}()", path);
        }
        catch (DuckDB.NET.Data.DuckDBException) when (feed.Failure is not null)
        {
            throw new IOException("The rows could not be written.", feed.Failure);
        }

        if (feed.Duplicate is { } duplicate)
        {
            return Twice(duplicate);
        }

        loaded = new LoadedTable(path, feed.Rows, feed.Patients, feed.Missing);
        return null;
    }

    private SourceRefusal? PrepareRules(SourceFolder source, List<ManifestSourceFile> sourceFiles)
    {
        foreach (var column in table.Kept)
        {
            if (column.Rule.Prepare(source, out var read) is { } refusal)
            {
                return refusal;
            }

            if (read is not null && source.Find(read, out var path) is null)
            {
                sourceFiles.Add(new ManifestSourceFile(read, SnapshotHash.OfFile(path), source.Size(read)));
            }
        }

        return null;
    }

    private SourceRefusal? LoadFile(SourceFolder source, int index, Func<RowLoader> loader, List<ManifestSourceFile> sourceFiles, Action<long> report, CancellationToken cancellation)
    {
        var file = table.Files[index];
        if (source.OpenTable(file, out var opened, out var stream) is { } notOpened)
        {
            return notOpened;
        }

        string? sha256;
        SourceRefusal? refusal;
        if (stream is null)
        {
            using (opened)
            {
                (refusal, sha256) = (LoadInOrder(opened!, index, loader()), opened!.Sha256());
                report(opened.Position);
            }
        }
        else
        {
            using var blocks = new CsvBlocks(stream);
            (refusal, sha256) = (LoadBlocks(blocks, index, loader, report, cancellation), blocks.Sha256());
        }

        sourceFiles.Add(new ManifestSourceFile(file, sha256, source.Size(file)));
        return refusal is null ? null : refusal with { File = refusal.File ?? file };
    }

    /// <summary>Reads a file that has one way through it.</summary>
    private SourceRefusal? LoadInOrder(RawTableReader reader, int file, RowLoader loader)
    {
        if (reader.ReadHeader() == RawRead.Refused)
        {
            return reader.Refusal;
        }

        if (HeaderMatch.Find(table.Files[file], reader.Header, table, out var positions) is { } mismatch)
        {
            return mismatch;
        }

        var block = places.Begin(file);
        var refusal = loader.Load(reader, positions, block);
        places.End(block, reader.Row, 0);
        loader.Flush();
        return refusal;
    }

    private SourceRefusal? LoadBlocks(CsvBlocks blocks, int file, Func<RowLoader> loader, Action<long> report, CancellationToken cancellation)
    {
        byte[] buffer = [];
        blocks.Read(ref buffer, out var length);
        using var first = new CsvReader(buffer, length, table.Files[file], table.Delimiter, null);
        if (first.ReadHeader() == RawRead.Refused)
        {
            return first.Refusal;
        }

        if (HeaderMatch.Find(table.Files[file], first.Header, table, out var positions) is { } mismatch)
        {
            return mismatch;
        }

        using var waiting = new BlockingCollection<(int Number, CsvReader Reader, byte[] Buffer)>(WaitingBlocks);
        var free = new ConcurrentBag<byte[]>();
        var workers = Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, 8)).Select(_ => Task.Run(() => LoadWaiting(waiting, free, loader(), positions))).ToArray();
        try
        {
            waiting.Add((places.Begin(file), first, buffer), cancellation);
            while (Volatile.Read(ref lowestRefused) == int.MaxValue)
            {
                cancellation.ThrowIfCancellationRequested();
                report(blocks.Position);
                buffer = free.TryTake(out var used) ? used : [];
                if (!blocks.Read(ref buffer, out length) || workers.All(worker => worker.IsCompleted))
                {
                    break;
                }

                waiting.Add((places.Begin(file), new CsvReader(buffer, length, table.Files[file], table.Delimiter, first.Header), buffer), cancellation);
            }
        }
        finally
        {
            waiting.CompleteAdding();
            Task.WaitAll(workers, CancellationToken.None);
        }

        return FirstRefusal();
    }

    private void LoadWaiting(BlockingCollection<(int Number, CsvReader Reader, byte[] Buffer)> waiting, ConcurrentBag<byte[]> free, RowLoader loader, int[] positions)
    {
        try
        {
            foreach (var (number, reader, buffer) in waiting.GetConsumingEnumerable())
            {
                // What comes behind a refused block is not told, since the refusal is the first one of the file.
                if (number < Volatile.Read(ref lowestRefused) && loader.Load(reader, positions, number) is { } refusal)
                {
                    refusals.Add((number, refusal));
                    InterlockedMin(ref lowestRefused, number);
                }

                places.End(number, reader.Row, reader.LinesRead);
                free.Add(buffer);
            }

            loader.Flush();
        }
        catch
        {
            // Nobody would empty the queue any more; the one who fills it must not wait for room.
            waiting.CompleteAdding();
            throw;
        }
    }

    private SourceRefusal? FirstRefusal()
    {
        if (refusals.IsEmpty)
        {
            return null;
        }

        var (block, refusal) = refusals.MinBy(r => r.Block);
        var (rows, lines) = places.Before(block);
        return refusal with { Row = refusal.Row + rows, Line = refusal.Line + lines };
    }

    private static void InterlockedMin(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value < seen;)
        {
            var was = Interlocked.CompareExchange(ref target, value, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }

    private SourceRefusal Twice((long First, long Again) duplicate)
    {
        var (first, again) = (places.Find(duplicate.First), places.Find(duplicate.Again));
        var where = first.File == again.File ? "" : $" of {table.Files[first.File]}";
        return new SourceRefusal("key-duplicate", $"The primary key stands already in row {first.Row}{where}.", "A row must stand there once: take one of them out, or name more columns in \"primary-key\".")
        {
            File = table.Files[again.File],
            Row = again.Row,
            Column = string.Join(" + ", table.PrimaryKey.Select(k => table.Columns[k].Name)),
        };
    }
}
