using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Demo;

/// <summary>
/// Generated CT series of invented patients: an ellipse of tissue, two lungs, and a round nodule that is the larger the shorter the patient lived. Nobody could take
/// them for a scan of a person; they show how images and tables of one patient come together.
/// </summary>
internal static class DemoScans
{
    private const int Side = 64;
    private const int Slices = 10;
    private const double PixelMillimetres = 5;
    private const double SliceMillimetres = 5;
    private const short Air = -1000, Lung = -850, Tissue = 40, Nodule = 30;

    private const string Root = "1.2.826.0.1.3680043.10.999.7";

    /// <summary>The files of one patient's series.</summary>
    /// <param name="person">Whose identity stands in the files.</param>
    /// <param name="number">Of the patient, from 1; it makes the UIDs.</param>
    /// <param name="day">Of the scan.</param>
    /// <param name="survivalDays">Decides about the size of the nodule.</param>
    public static IEnumerable<(string Path, byte[] Content)> Series(DemoPerson person, int number, DateOnly day, int survivalDays)
    {
        var random = new Random(number);
        var radius = Math.Clamp(26 - (survivalDays / 45.0), 4, 24) + (random.NextDouble() * 3);
        var (x, y, z) = (Side * 0.3 * PixelMillimetres, Side * (0.4 + (0.2 * random.NextDouble())) * PixelMillimetres, Slices * 0.5 * SliceMillimetres);
        for (var slice = 0; slice < Slices; slice++)
        {
            var pixels = Draw(random, slice, (x, y, z), radius);
            yield return ($"scans/patient-{number:D3}-{slice + 1:D2}.dcm", File(person, number, day, slice, pixels));
        }
    }

    private static byte[] Draw(Random random, int slice, (double X, double Y, double Z) centre, double radius)
    {
        var pixels = new byte[Side * Side * 2];
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var (dx, dy) = ((column - (Side / 2.0)) / (Side * 0.45), (row - (Side / 2.0)) / (Side * 0.35));
                var lung = Math.Min(Ellipse(column, row, 0.3), Ellipse(column, row, 0.7));
                var distance = Math.Sqrt(Square((column * PixelMillimetres) - centre.X) + Square((row * PixelMillimetres) - centre.Y) + Square((slice * SliceMillimetres) - centre.Z));
                var value = (dx * dx) + (dy * dy) > 1 ? Air : distance <= radius ? Nodule : lung <= 1 ? Lung : Tissue;
                BinaryPrimitives.WriteInt16LittleEndian(pixels.AsSpan(2 * ((row * Side) + column)), (short)(value + random.Next(-12, 13)));
            }
        }

        return pixels;
    }

    private static double Ellipse(int column, int row, double at) => Square((column - (Side * at)) / (Side * 0.16)) + Square((row - (Side * 0.5)) / (Side * 0.24));

    private static double Square(double value) => value * value;

    private static byte[] File(DemoPerson person, int number, DateOnly day, int slice, byte[] pixels)
    {
        using var file = new MemoryStream();
        var instance = string.Create(CultureInfo.InvariantCulture, $"{Root}.3.{number}.{slice + 1}");
        DicomWriter.WriteMeta(file, TransferSyntax.ExplicitLittleEndian, "1.2.840.10008.5.1.4.1.1.2"u8, Encoding.ASCII.GetBytes(instance), Encoding.ASCII.GetBytes(Root), "DEMO"u8);
        var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian);
        var date = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        (uint Tag, string Representation, string Value)[] head =
        [
            (0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\AXIAL"), (0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.2"), (0x0008_0018, "UI", instance), (0x0008_0020, "DA", date), (0x0008_0021, "DA", date), (0x0008_0022, "DA", date),
            (0x0008_0023, "DA", date), (0x0008_0030, "TM", "120000"), (0x0008_0033, "TM", "120000"), (0x0008_0050, "SH", person.InsuranceNumber), (0x0008_0060, "CS", "CT"), (0x0008_0070, "LO", "Generated"),
            (0x0008_0090, "PN", ""), (0x0008_103E, "LO", $"Generated thorax of {person.FamilyName}"), (0x0010_0010, "PN", $"{person.FamilyName}^{person.GivenName}"), (0x0010_0020, "LO", person.HospitalNumber),
            (0x0010_0030, "DA", person.Born.ToString("yyyyMMdd", CultureInfo.InvariantCulture)), (0x0010_0040, "CS", ""), (0x0010_1040, "LO", person.Address), (0x0018_0050, "DS", "5"), (0x0018_0060, "DS", "120"),
            (0x0020_000D, "UI", string.Create(CultureInfo.InvariantCulture, $"{Root}.1.{number}")), (0x0020_000E, "UI", string.Create(CultureInfo.InvariantCulture, $"{Root}.2.{number}")), (0x0020_0010, "SH", ""),
            (0x0020_0011, "IS", "1"), (0x0020_0012, "IS", "1"), (0x0020_0013, "IS", $"{slice + 1}"), (0x0020_0032, "DS", string.Create(CultureInfo.InvariantCulture, $"0\\0\\{slice * SliceMillimetres}")),
            (0x0020_0037, "DS", "1\\0\\0\\0\\1\\0"), (0x0020_0052, "UI", string.Create(CultureInfo.InvariantCulture, $"{Root}.4.{number}")), (0x0020_1040, "LO", ""), (0x0028_0002, "US", "\x01\0"),
            (0x0028_0004, "CS", "MONOCHROME2"), (0x0028_0010, "US", "\x40\0"), (0x0028_0011, "US", "\x40\0"), (0x0028_0030, "DS", "5\\5"), (0x0028_0100, "US", "\x10\0"), (0x0028_0101, "US", "\x10\0"),
            (0x0028_0102, "US", "\x0F\0"), (0x0028_0103, "US", "\x01\0"), (0x0028_0301, "CS", "NO"), (0x0028_1050, "DS", "-400"), (0x0028_1051, "DS", "1500"), (0x0028_1052, "DS", "0"), (0x0028_1053, "DS", "1"),
            (0x0028_1054, "LO", "HU"),
        ];
        foreach (var (tag, representation, value) in head)
        {
            writer.WriteElement(new DicomTag(tag), ValueRepresentation.Of(representation), Encoding.Latin1.GetBytes(value));
        }

        writer.WriteElement(DicomTags.PixelData, ValueRepresentation.OW, pixels);
        return file.ToArray();
    }
}
