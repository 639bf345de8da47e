using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Workbench.Dicom.Reading;

namespace Workbench.Dicom.Pixels;

/// <summary>
/// JPEG 2000 and High-Throughput JPEG 2000 (PS3.5 2025e, A.4.4 and A.4.11) by libopenjp2 2.5; its colour transform is undone. Native code that sees
/// foreign bytes: it belongs into a process of its own.
/// </summary>
internal static unsafe partial class OpenJpeg
{
    private const string Library = "libopenjp2.so.7";
    private const int Codestream = 0;
    private const int Jp2File = 2;
    private const int ParameterBytes = 16 * 1024;

    /// <returns>The frame, samples of a pixel side by side, little endian.</returns>
    /// <exception cref="DicomFormatException">The frame is broken or has another size.</exception>
    public static byte[] Decode(PixelLayout layout, ReadOnlySpan<byte> frame)
    {
        fixed (byte* bytes = frame)
        {
            var source = new Source { Bytes = bytes, Length = frame.Length };
            nint codec = 0, stream = 0;
            Image* image = null;
            var parameters = NativeMemory.AllocZeroed(ParameterBytes);
            try
            {
                codec = CreateDecompress(frame.StartsWith(stackalloc byte[] { 0, 0, 0, 12, 0x6A, 0x50 }) ? Jp2File : Codestream);
                SetDefaults(parameters);
                stream = StreamCreate(1 << 20, 1);
                SetRead(stream, &Read);
                SetSkip(stream, &Skip);
                SetSeek(stream, &Seek);
                SetUserData(stream, &source, null);
                SetUserDataLength(stream, (ulong)frame.Length);
                if (SetupDecoder(codec, parameters) == 0 || ReadHeader(stream, codec, &image) == 0 || !Fits(image, layout) || DecodeImage(codec, stream, image) == 0)
                {
                    throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "A JPEG 2000 frame is broken or has another size than the image.");
                }

                return Samples(image, layout);
            }
            finally
            {
                NativeMemory.Free(parameters);
                if (image != null)
                {
                    ImageDestroy(image);
                }

                if (stream != 0)
                {
                    StreamDestroy(stream);
                }

                if (codec != 0)
                {
                    DestroyCodec(codec);
                }
            }
        }
    }

    private static bool Fits(Image* image, PixelLayout layout)
    {
        if (image == null || image->Components != layout.SamplesPerPixel)
        {
            return false;
        }

        for (var i = 0; i < image->Components; i++)
        {
            var component = image->Comps + i;
            if (component->Width != layout.Columns || component->Height != layout.Rows || component->Precision > layout.BitsAllocated || component->Precision > 31)
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] Samples(Image* image, PixelLayout layout)
    {
        var (pixels, samples, bytes) = (layout.Rows * layout.Columns, layout.SamplesPerPixel, layout.BytesPerSample);
        var decoded = new byte[layout.FrameBytesWithoutSubsampling];
        for (var sample = 0; sample < samples; sample++)
        {
            var data = (image->Comps + sample)->Data;
            if (data == null)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "A JPEG 2000 frame has no pixels.");
            }

            for (var pixel = 0; pixel < pixels; pixel++)
            {
                var (value, at) = (data[pixel], ((pixel * samples) + sample) * bytes);
                for (var i = 0; i < bytes; i++)
                {
                    decoded[at + i] = (byte)(value >> (8 * i));
                }
            }
        }

        return decoded;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint Read(byte* target, nuint count, Source* source)
    {
        var left = source->Length - source->Position;
        if (left <= 0)
        {
            return nuint.MaxValue;
        }

        var taken = (long)Math.Min((ulong)count, (ulong)left);
        Buffer.MemoryCopy(source->Bytes + source->Position, target, taken, taken);
        source->Position += taken;
        return (nuint)taken;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Skip(long count, Source* source)
    {
        if (count < 0 || source->Position >= source->Length)
        {
            return -1;
        }

        var taken = Math.Min(count, source->Length - source->Position);
        source->Position += taken;
        return taken;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Seek(long position, Source* source)
    {
        if (position < 0 || position > source->Length)
        {
            return 0;
        }

        source->Position = position;
        return 1;
    }

    private struct Source
    {
        public byte* Bytes;
        public long Length;
        public long Position;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Image
    {
        public uint X0, Y0, X1, Y1, Components;
        public int ColourSpace;
        public Component* Comps;
        public byte* Profile;
        public uint ProfileLength;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Component
    {
        public uint StepX, StepY, Width, Height, X0, Y0, Precision, BitsPerPixel, IsSigned, Resolutions, Factor;
        public int* Data;
        public ushort Alpha;
    }

    [LibraryImport(Library, EntryPoint = "opj_create_decompress")]
    private static partial nint CreateDecompress(int format);

    [LibraryImport(Library, EntryPoint = "opj_destroy_codec")]
    private static partial void DestroyCodec(nint codec);

    [LibraryImport(Library, EntryPoint = "opj_set_default_decoder_parameters")]
    private static partial void SetDefaults(void* parameters);

    [LibraryImport(Library, EntryPoint = "opj_setup_decoder")]
    private static partial int SetupDecoder(nint codec, void* parameters);

    [LibraryImport(Library, EntryPoint = "opj_stream_create")]
    private static partial nint StreamCreate(nuint bufferSize, int isInput);

    [LibraryImport(Library, EntryPoint = "opj_stream_destroy")]
    private static partial void StreamDestroy(nint stream);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_read_function")]
    private static partial void SetRead(nint stream, delegate* unmanaged[Cdecl]<byte*, nuint, Source*, nuint> read);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_skip_function")]
    private static partial void SetSkip(nint stream, delegate* unmanaged[Cdecl]<long, Source*, long> skip);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_seek_function")]
    private static partial void SetSeek(nint stream, delegate* unmanaged[Cdecl]<long, Source*, int> seek);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_user_data")]
    private static partial void SetUserData(nint stream, Source* source, delegate* unmanaged[Cdecl]<void*, void> free);

    [LibraryImport(Library, EntryPoint = "opj_stream_set_user_data_length")]
    private static partial void SetUserDataLength(nint stream, ulong length);

    [LibraryImport(Library, EntryPoint = "opj_read_header")]
    private static partial int ReadHeader(nint stream, nint codec, Image** image);

    [LibraryImport(Library, EntryPoint = "opj_decode")]
    private static partial int DecodeImage(nint codec, nint stream, Image* image);

    [LibraryImport(Library, EntryPoint = "opj_image_destroy")]
    private static partial void ImageDestroy(Image* image);
}
