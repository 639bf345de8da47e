using System.Buffers;

namespace Workbench.Dicom.Reading;

/// <summary>
/// A sliding window of pooled memory over a stream. Knows the position in the stream and hands out contiguous bytes; nothing is
/// allocated per element.
/// </summary>
internal sealed class ByteWindow(Stream stream, bool ownsStream, int size = 64 * 1024) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(size);
    private int start;
    private int end;

    /// <summary>Bytes consumed since the stream's start.</summary>
    public long Position { get; private set; }

    /// <summary>Makes <paramref name="count"/> bytes contiguous and returns them without consuming; fewer at the end of the stream.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (end - start < count && Fill(count))
        {
        }

        return buffer.AsSpan(start, Math.Min(count, end - start));
    }

    public void Consume(int count)
    {
        start += count;
        Position += count;
    }

    /// <summary>Moves over bytes without looking at them.</summary>
    /// <returns>False when the stream ended before.</returns>
    public bool Skip(long count)
    {
        var buffered = (int)Math.Min(count, end - start);
        Consume(buffered);
        count -= buffered;
        if (count == 0)
        {
            return true;
        }

        if (stream.CanSeek)
        {
            if (stream.Length - stream.Position < count)
            {
                return false;
            }

            stream.Seek(count, SeekOrigin.Current);
            Position += count;
            return true;
        }

        while (count > 0)
        {
            var chunk = Peek((int)Math.Min(count, buffer.Length)).Length;
            if (chunk == 0)
            {
                return false;
            }

            Consume(chunk);
            count -= chunk;
        }

        return true;
    }

    /// <summary>Copies bytes to another stream.</summary>
    /// <returns>False when the stream ended before.</returns>
    public bool CopyTo(Stream target, long count)
    {
        while (count > 0)
        {
            var chunk = Peek((int)Math.Min(count, 64 * 1024));
            if (chunk.IsEmpty)
            {
                return false;
            }

            target.Write(chunk);
            count -= chunk.Length;
            Consume(chunk.Length);
        }

        return true;
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = [];
        }

        if (ownsStream)
        {
            stream.Dispose();
        }
    }

    private bool Fill(int wanted)
    {
        if (wanted > buffer.Length)
        {
            // Grows step by step as bytes really come, so that a length field alone cannot ask for memory.
            var size = (int)Math.Min(wanted, Math.Max(buffer.Length * 2L, 64 * 1024));
            if (end - start == buffer.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(size);
                buffer.AsSpan(start, end - start).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
                buffer = larger;
                end -= start;
                start = 0;
            }
        }

        if (end == buffer.Length && start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        var read = end < buffer.Length ? stream.Read(buffer, end, buffer.Length - end) : 0;
        end += read;
        return read > 0;
    }
}
