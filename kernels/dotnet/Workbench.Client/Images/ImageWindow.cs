namespace Workbench.Client.Images;

/// <summary>Which values are shown as which greys: what lies at or below <see cref="Low"/> is black, at or above <see cref="High"/> white (linear; PS3.3 2025e, C.11.2.1.3.2).</summary>
/// <param name="Center">The value of middle grey; for CT in Hounsfield units.</param>
/// <param name="Width">How far black and white lie apart; above zero.</param>
public sealed record ImageWindow(double Center, double Width)
{
    /// <summary>For lungs in CT.</summary>
    public static ImageWindow Lung { get; } = new(-600, 1500);

    /// <summary>For soft tissue in CT.</summary>
    public static ImageWindow SoftTissue { get; } = new(40, 400);

    /// <summary>For bones in CT.</summary>
    public static ImageWindow Bone { get; } = new(480, 2500);

    /// <summary>The value of black.</summary>
    public double Low => Center - (Width / 2);

    /// <summary>The value of white.</summary>
    public double High => Center + (Width / 2);

    /// <summary>From 0, black, to 255, white.</summary>
    public byte Grey(double value) => (byte)Math.Round(255 * Math.Clamp((value - Low) / (Width > 0 ? Width : 1), 0, 1));

    /// <summary>From the least to the greatest of some values.</summary>
    public static ImageWindow Whole(ReadOnlySpan<float> values)
    {
        var (least, most) = (float.MaxValue, float.MinValue);
        foreach (var value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return values.IsEmpty ? new(0, 1) : new((least + (double)most) / 2, Math.Max(1, most - (double)least));
    }
}
