using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using JpegLibrary;
using Workbench.Dicom.Reading;

namespace Workbench.Dicom.Pixels;

/// <summary>JPEG baseline, extended and lossless (PS3.5 2025e, A.4.1). Colours stay as the stream has them; subsampled ones are repeated.</summary>
internal static class JpegFrameDecoder
{
    /// <returns>The frame, samples of a pixel side by side, little endian.</returns>
    /// <exception cref="DicomFormatException">The frame is broken or has another size.</exception>
    public static byte[] Decode(PixelLayout layout, ReadOnlyMemory<byte> frame)
    {
        var decoder = new JpegDecoder();
        try
        {
            decoder.SetInput(frame);
            decoder.Identify();
            if (decoder.Width != layout.Columns || decoder.Height != layout.Rows || decoder.NumberOfComponents != layout.SamplesPerPixel || decoder.Precision > layout.BitsAllocated || layout.BytesPerSample > 2)
            {
                throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "A JPEG frame has another size than the image.");
            }

            var output = new Samples(layout, decoder.Precision);
            decoder.SetOutputWriter(output);
            decoder.Decode();
            return output.Bytes;
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or NotSupportedException or NullReferenceException or OverflowException)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "A JPEG frame is broken or of a kind that is not decoded.");
        }
    }

    private sealed class Samples(PixelLayout layout, int precision) : JpegBlockOutputWriter
    {
        private const int BlockSide = 8;

        /// <summary>The inverse transform of a lossy stream overshoots (ITU-T T.81, A.3.3); lossless ones of 16 bits use the whole range.</summary>
        private readonly (short Least, short Most) range = precision > 15 ? (short.MinValue, short.MaxValue) : ((short)0, (short)((1 << precision) - 1));

        public byte[] Bytes { get; } = new byte[layout.FrameBytesWithoutSubsampling];

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            var (bytes, samples) = (layout.BytesPerSample, layout.SamplesPerPixel);
            for (var row = 0; row < BlockSide && y + row < layout.Rows; row++)
            {
                for (var column = 0; column < BlockSide && x + column < layout.Columns; column++)
                {
                    var value = Math.Clamp(Unsafe.Add(ref blockRef, (row * BlockSide) + column), range.Least, range.Most);
                    var at = ((((y + row) * layout.Columns) + x + column) * samples + componentIndex) * bytes;
                    if (bytes == 1)
                    {
                        Bytes[at] = (byte)value;
                    }
                    else
                    {
                        BinaryPrimitives.WriteInt16LittleEndian(Bytes.AsSpan(at), value);
                    }
                }
            }
        }
    }
}
