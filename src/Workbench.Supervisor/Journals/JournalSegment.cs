using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Workbench.Protocol.SessionLink;

namespace Workbench.Supervisor.Journals;

/// <summary>One file of the journal, open for appending and reading. Not thread-safe; <see cref="Journal"/> takes turns.</summary>
internal sealed class JournalSegment : IDisposable
{
    /// <summary>Offset of an entry that could not be written.</summary>
    private const long Missing = -1;

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly List<long> _offsets = [];

    public JournalSegment(string folder, long first)
    {
        First = first;
        _path = Path.Combine(folder, JournalFolder.SegmentName(first));
        _file = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Number of the first entry.</summary>
    public long First { get; }

    /// <summary>Number that the next entry gets.</summary>
    public long Next => First + _offsets.Count;

    public long Bytes { get; private set; }

    /// <exception cref="IOException">The disk is full; the entry is not there and the segment is as before.</exception>
    public void Append(byte[] entry)
    {
        var framed = new byte[4 + entry.Length];
        BinaryPrimitives.WriteInt32LittleEndian(framed, entry.Length);
        entry.CopyTo(framed, 4);
        RandomAccess.Write(_file, framed, Bytes);
        _offsets.Add(Bytes);
        Bytes += framed.Length;
    }

    /// <summary>Gives a number to an entry that was lost, so that readers are told.</summary>
    public void AppendMissing() => _offsets.Add(Missing);

    /// <summary>The encoded entry, or null when it was lost.</summary>
    public byte[]? Read(long sequence)
    {
        var offset = _offsets[(int)(sequence - First)];
        if (offset == Missing)
        {
            return null;
        }

        Span<byte> head = stackalloc byte[4];
        RandomAccess.Read(_file, head, offset);
        var entry = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        var got = 0;
        while (got < entry.Length)
        {
            got += RandomAccess.Read(_file, entry.AsSpan(got), offset + 4 + got);
        }

        return entry;
    }

    public void Delete()
    {
        Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _file.Dispose();
}
