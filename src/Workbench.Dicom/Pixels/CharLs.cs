using System.Runtime.InteropServices;
using Workbench.Dicom.Reading;

namespace Workbench.Dicom.Pixels;

/// <summary>JPEG-LS (PS3.5 2025e, A.4.3) by libcharls 2. Native code that sees foreign bytes: it belongs into a process of its own.</summary>
internal static unsafe partial class CharLs
{
    private const string Library = "libcharls.so.2";
    private const int BytesAfterTheEnd = 12;
    private const int InterleavedByPlane = 0;

    /// <returns>The frame, samples of a pixel side by side, little endian.</returns>
    /// <exception cref="DicomFormatException">The frame is broken or has another size.</exception>
    public static byte[] Decode(PixelLayout layout, ReadOnlySpan<byte> frame)
    {
        var decoder = Create();
        try
        {
            fixed (byte* source = frame)
            {
                Check(SetSource(decoder, source, (nuint)frame.Length));
                Check(ReadHeader(decoder));
                Check(GetFrameInfo(decoder, out var info));
                if (info.Width != layout.Columns || info.Height != layout.Rows || info.Components != layout.SamplesPerPixel || (info.BitsPerSample + 7) / 8 != layout.BytesPerSample)
                {
                    throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "A JPEG-LS frame has another size than the image.");
                }

                var decoded = new byte[layout.FrameBytesWithoutSubsampling];
                fixed (byte* target = decoded)
                {
                    var code = DecodeToBuffer(decoder, target, (nuint)decoded.Length, 0);
                    if (code != BytesAfterTheEnd)
                    {
                        Check(code);
                    }
                }

                Check(GetInterleaveMode(decoder, out var mode));
                return layout.SamplesPerPixel > 1 && mode == InterleavedByPlane ? Planes.Interleave(decoded, layout) : decoded;
            }
        }
        finally
        {
            Destroy(decoder);
        }
    }

    private static void Check(int code)
    {
        if (code != 0)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, $"A JPEG-LS frame is broken (code {code}).");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FrameInfo
    {
        public uint Width;
        public uint Height;
        public int BitsPerSample;
        public int Components;
    }

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_create")]
    private static partial nint Create();

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_destroy")]
    private static partial void Destroy(nint decoder);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_set_source_buffer")]
    private static partial int SetSource(nint decoder, byte* source, nuint length);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_read_header")]
    private static partial int ReadHeader(nint decoder);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_get_frame_info")]
    private static partial int GetFrameInfo(nint decoder, out FrameInfo info);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_get_interleave_mode")]
    private static partial int GetInterleaveMode(nint decoder, out int mode);

    [LibraryImport(Library, EntryPoint = "charls_jpegls_decoder_decode_to_buffer")]
    private static partial int DecodeToBuffer(nint decoder, byte* target, nuint length, uint stride);
}
