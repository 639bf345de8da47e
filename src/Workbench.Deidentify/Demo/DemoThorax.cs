using System.Buffers.Binary;

namespace Workbench.Deidentify.Demo;

/// <summary>
/// The generated thorax of one patient in Hounsfield units: an ellipse of tissue with two lungs, a heart, a spine and a ring of ribs, and one nodule. The shorter the patient was followed,
/// the larger the nodule is and the more spikes it has, both with chance on top; how dense it is says nothing. All of it is drawn from formulas and a seed.
/// </summary>
internal sealed class DemoThorax
{
    public const int Side = 128;
    public const int Slices = 16;
    public const double PixelMillimetres = 2.8;
    public const double SliceMillimetres = 7.5;

    private const double Air = -1000, Lung = -850, Tissue = 40, Blood = 55, Bone = 480;

    /// <summary>Hounsfield units of noise at most. The sums with these tissues never make the byte of a digit, so that pixels do not spell numbers.</summary>
    private const int Noise = 14;

    private readonly Random random;
    private readonly (double X, double Y, double Z) centre;
    private readonly double radius;
    private readonly double spikes;
    private readonly int spikeCount;
    private readonly double density;

    /// <param name="seed">The same seed gives the same thorax.</param>
    /// <param name="survivalDays">How long the patient was followed.</param>
    public DemoThorax(int seed, int survivalDays)
    {
        random = new Random(seed * 7_919); // neighbouring seeds begin alike
        var danger = Math.Clamp(1 - (Math.Log(Math.Max(survivalDays, 30) / 30.0) / 3.6), 0, 1);
        radius = Math.Clamp(8 + (10 * danger) + (2.5 * Normal()), 4.5, 20);
        spikes = Math.Clamp((0.2 * danger) + (0.08 * Normal()), 0, 0.3);
        (spikeCount, density) = (random.Next(6, 11), 30 + (20 * random.NextDouble()));
        var side = random.Next(2) == 0 ? -1 : 1;
        // Far enough from heart and walls that even the largest lies free in the lung.
        centre = (side * (74 + (10 * random.NextDouble())), 25 + (25 * random.NextDouble()), (0.35 + (0.3 * random.NextDouble())) * Slices * SliceMillimetres);
    }

    /// <summary>The pixels of a slice, row by row, two bytes each, little-endian.</summary>
    /// <param name="slice">From 0, from the feet up.</param>
    /// <param name="offset">Added to the Hounsfield units, so that what is stored is not negative.</param>
    public byte[] Draw(int slice, int offset)
    {
        var pixels = new byte[Side * Side * 2];
        var z = slice * SliceMillimetres;
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var (x, y) = ((column - (Side / 2)) * PixelMillimetres, (row - (Side / 2)) * PixelMillimetres);
                var value = WithNodule(Anatomy(x, y, slice), x, y, z) + random.Next(-Noise, Noise + 1);
                BinaryPrimitives.WriteUInt16LittleEndian(pixels.AsSpan(2 * ((row * Side) + column)), (ushort)Math.Clamp(Math.Round(value) + offset, 0, 4095));
            }
        }

        return pixels;
    }

    private static double Anatomy(double x, double y, int slice)
    {
        var body = Ellipse(x, y, 0, 0, 165, 122);
        if (body > 1)
        {
            return Air;
        }

        if (Ellipse(x, y, 0, 84, 16, 14) <= 1)
        {
            return Bone;
        }

        // The lungs are widest a third from their base and taper to the top.
        var height = (double)slice / (Slices - 1);
        var width = 1 - (0.55 * Square(height - 0.3));
        if (Ellipse(x, y, 26, -18, 46 * width, 40 * width) <= 1 && height < 0.75)
        {
            return Blood;
        }

        var lung = Math.Min(Ellipse(x, y, -78, 0, 56 * width, 84 * width), Ellipse(x, y, 78, 0, 56 * width, 84 * width));
        var isRib = body is > 0.78 and < 0.86 && Math.Sin((Math.Atan2(y, x) * 9) + slice) > 0.55;
        return lung <= 1 ? Lung : isRib ? Bone : Tissue;
    }

    /// <summary>Pixels that the nodule fills in part lie between both, over one pixel's width.</summary>
    private double WithNodule(double value, double x, double y, double z)
    {
        var (dx, dy, dz) = (x - centre.X, y - centre.Y, z - centre.Z);
        var distance = Math.Sqrt(Square(dx) + Square(dy) + Square(dz));
        if (distance > 1.5 * (radius + PixelMillimetres))
        {
            return value;
        }

        var edge = radius * (1 + (spikes * Math.Cos(spikeCount * Math.Atan2(dy, dx)) * (1 - Square(dz / (radius + SliceMillimetres)))));
        var share = Math.Clamp(0.5 + ((edge - distance) / PixelMillimetres), 0, 1);
        return value + (share * (Math.Max(density, value) - value));
    }

    /// <summary>Normally distributed, by the sum of twelve (Irwin-Hall): the same on every machine, as no logarithm is in it.</summary>
    private double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += random.NextDouble();
        }

        return sum;
    }

    private static double Ellipse(double x, double y, double atX, double atY, double halfWidth, double halfHeight) =>
        Square((x - atX) / halfWidth) + Square((y - atY) / halfHeight);

    private static double Square(double value) => value * value;
}
