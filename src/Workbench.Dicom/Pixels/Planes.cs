namespace Workbench.Dicom.Pixels;

/// <summary>From one sample after the other to the samples of a pixel side by side.</summary>
internal static class Planes
{
    public static byte[] Interleave(ReadOnlySpan<byte> planes, PixelLayout layout)
    {
        var (pixels, samples, bytes) = (layout.Rows * layout.Columns, layout.SamplesPerPixel, layout.BytesPerSample);
        var interleaved = new byte[planes.Length];
        for (var sample = 0; sample < samples; sample++)
        {
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                planes.Slice(((sample * pixels) + pixel) * bytes, bytes).CopyTo(interleaved.AsSpan(((pixel * samples) + sample) * bytes));
            }
        }

        return interleaved;
    }
}
