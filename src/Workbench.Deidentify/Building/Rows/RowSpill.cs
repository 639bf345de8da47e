using Microsoft.Win32.SafeHandles;

namespace Workbench.Deidentify.Building.Rows;

/// <summary>
/// Records on the disk of the raw side, in parts by the first bits of what they are sorted by. Pseudonyms and digests are spread evenly, so the parts are about alike,
/// each fits into memory to be sorted, and one after the other they are the whole in order. Its files have no names any more once they are open.
/// </summary>
internal sealed class RowSpill : IDisposable
{
    private readonly SafeFileHandle[] files;
    private readonly long[] lengths;
    private readonly Lock[] locks;

    /// <param name="folder">A folder that exists.</param>
    /// <param name="parts">A power of two, at most 256.</param>
    public RowSpill(string folder, int parts)
    {
        lengths = new long[parts];
        locks = [.. Enumerable.Range(0, parts).Select(_ => new Lock())];
        files = [.. Enumerable.Range(0, parts).Select(_ =>
        {
            var path = Path.Combine(folder, Path.GetRandomFileName());
            var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
            return file;
        })];
    }

    public int Parts => files.Length;

    /// <summary>Bytes of a part.</summary>
    public long Length(int part) => lengths[part];

    /// <summary>A part as it was written.</summary>
    public byte[] Read(int part)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(checked((int)lengths[part]));
        for (var at = 0; at < bytes.Length;)
        {
            var read = RandomAccess.Read(files[part], bytes.AsSpan(at), at);
            at += read > 0 ? read : throw new IOException("A spilled part is shorter than what was written.");
        }

        return bytes;
    }

    /// <summary>Gives a part's room on the disk back.</summary>
    public void Forget(int part)
    {
        RandomAccess.SetLength(files[part], 0);
        lengths[part] = 0;
    }

    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }

    private void Append(int part, ReadOnlySpan<byte> bytes)
    {
        lock (locks[part])
        {
            RandomAccess.Write(files[part], bytes, lengths[part]);
            lengths[part] += bytes.Length;
        }
    }

    /// <summary>What one thread adds, gathered to larger writes.</summary>
    public sealed class Writer(RowSpill spill)
    {
        private readonly int bufferBytes = Math.Clamp((4 << 20) / spill.Parts, 16 << 10, 64 << 10);
        private readonly byte[]?[] buffers = new byte[]?[spill.Parts];
        private readonly int[] used = new int[spill.Parts];

        public void Add(int part, ReadOnlySpan<byte> record)
        {
            if (record.Length > bufferBytes - used[part])
            {
                Flush(part);
            }

            if (record.Length > bufferBytes)
            {
                spill.Append(part, record);
                return;
            }

            record.CopyTo((buffers[part] ??= new byte[bufferBytes]).AsSpan(used[part]));
            used[part] += record.Length;
        }

        public void Flush()
        {
            for (var part = 0; part < used.Length; part++)
            {
                Flush(part);
            }
        }

        private void Flush(int part)
        {
            spill.Append(part, buffers[part].AsSpan(0, used[part]));
            used[part] = 0;
        }
    }
}
