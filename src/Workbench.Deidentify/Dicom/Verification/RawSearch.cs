using System.Buffers;
using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>Looks for identifiers in every byte of an output, headers, fragments and pixels alike, a window at a time.</summary>
internal static class RawSearch
{
    private const int WindowBytes = 256 * 1024;

    /// <param name="output">Read from its start to its end.</param>
    /// <param name="identifiers">None is longer than the window.</param>
    /// <param name="mayStand">Whether an identifier may stand at an offset, since an option keeps what stands there.</param>
    /// <param name="note">Gets each byte once, such as a hash.</param>
    /// <returns>Where the identifier that was found stood in the input; null when there is none.</returns>
    public static DicomTag? Find(Stream output, IReadOnlyList<OriginalIdentifier> identifiers, Func<OriginalIdentifier, long, bool> mayStand, Action<ReadOnlySpan<byte>>? note)
    {
        output.Position = 0;
        var overlap = identifiers.Count == 0 ? 0 : identifiers.Max(identifier => identifier.Bytes.Length) - 1;
        var buffer = ArrayPool<byte>.Shared.Rent(WindowBytes);
        try
        {
            var (kept, start) = (0, 0L);
            while (output.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
            {
                note?.Invoke(buffer.AsSpan(kept, read));
                var window = buffer.AsSpan(0, kept + read);
                foreach (var identifier in identifiers)
                {
                    for (var from = 0; window[from..].IndexOf(identifier.Bytes) is var at and >= 0; from += at + 1)
                    {
                        if (!mayStand(identifier, start + from + at))
                        {
                            return identifier.Tag;
                        }
                    }
                }

                var keep = Math.Min(overlap, window.Length);
                start += window.Length - keep;
                window[^keep..].CopyTo(buffer);
                kept = keep;
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
