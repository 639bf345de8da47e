using System.Globalization;
using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Writing;

namespace Workbench.Benchmarks.Deidentification;

/// <summary>
/// Generated CT images of the size and shape that scanners write: 512 x 512 pixels of 16 bits, 81 public and 188 private elements. Patients and pixels are
/// clearly synthetic.
/// </summary>
internal static class CtCorpus
{
    private const int Side = 512;
    private const int PrivateElements = 188;
    private const int ImagesPerSeries = 100;
    private const int ImagesPerPatient = 500;

    public static void Write(string folder, int images)
    {
        Directory.CreateDirectory(folder);
        var pixels = new byte[Side * Side * 2];
        new Random(1).NextBytes(pixels);
        for (var image = 0; image < images; image++)
        {
            using var file = File.Create(Path.Combine(folder, $"{image:D5}.dcm"));
            Write(file, image, pixels);
        }
    }

    private static void Write(Stream file, int image, byte[] pixels)
    {
        var (patient, series) = (image / ImagesPerPatient, image / ImagesPerSeries);
        var instance = $"1.2.826.0.1.3680043.10.999.3.{image}";
        DicomWriter.WriteMeta(file, TransferSyntax.ExplicitLittleEndian, "1.2.840.10008.5.1.4.1.1.2"u8, Bytes(instance), "1.2.826.0.1.3680043.10.999"u8, "BENCH"u8);
        var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian);
        foreach (var (tag, representation, value) in Head(patient, series, image, instance).Concat(Private()).Concat(Tail()).OrderBy(element => element.Tag))
        {
            writer.WriteElement(new DicomTag(tag), ValueRepresentation.Of(representation), Bytes(value));
        }

        writer.WriteElement(DicomTags.PixelData, ValueRepresentation.OW, pixels);
    }

    private static IEnumerable<(uint Tag, string Representation, string Value)> Head(int patient, int series, int image, string instance) =>
    [
        (0x0008_0005, "CS", "ISO_IR 100"), (0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\AXIAL"), (0x0008_0012, "DA", "20200131"), (0x0008_0013, "TM", "120000"),
        (0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.2"), (0x0008_0018, "UI", instance), (0x0008_0020, "DA", "20200131"), (0x0008_0021, "DA", "20200131"),
        (0x0008_0022, "DA", "20200131"), (0x0008_0023, "DA", "20200131"), (0x0008_0030, "TM", "120000"), (0x0008_0031, "TM", "120000"), (0x0008_0032, "TM", "120000"),
        (0x0008_0033, "TM", "120000"), (0x0008_0050, "SH", $"ACC{patient:D5}"), (0x0008_0060, "CS", "CT"), (0x0008_0070, "LO", "SYNTHETIC"), (0x0008_0080, "LO", "Invented Hospital"),
        (0x0008_0090, "PN", "Zzdemo^Physician"), (0x0008_1010, "SH", "CT-ROOM"), (0x0008_1030, "LO", "CHEST"), (0x0008_103E, "LO", "CHEST AXIAL"), (0x0008_1070, "PN", "Zzdemo^Operator"),
        (0x0008_1090, "LO", "GENERATED"), (0x0010_0010, "PN", $"Zzdemo{patient}^Person"), (0x0010_0020, "LO", $"DEMO{patient:D5}X"), (0x0010_0030, "DA", "19510704"), (0x0010_0040, "CS", "O"),
        (0x0010_1010, "AS", "068Y"), (0x0010_21B0, "LT", "None"), (0x0018_0022, "CS", "HELICAL MODE"), (0x0018_0050, "DS", "2.5"), (0x0018_0060, "DS", "120"), (0x0018_0090, "DS", "500"),
        (0x0018_1000, "LO", "SN-1"), (0x0018_1020, "LO", "05"), (0x0018_1100, "DS", "360"), (0x0018_1110, "DS", "949"), (0x0018_1111, "DS", "541"), (0x0018_1120, "DS", "0"), (0x0018_1130, "DS", "133"),
        (0x0018_1140, "CS", "CW"), (0x0018_1150, "IS", "1000"), (0x0018_1151, "IS", "300"), (0x0018_1152, "IS", "300"), (0x0018_1160, "SH", "BODY"), (0x0018_1170, "IS", "36000"), (0x0018_1190, "DS", "0.7"),
        (0x0018_1210, "SH", "STANDARD"), (0x0018_5100, "CS", "FFS"), (0x0020_000D, "UI", $"1.2.826.0.1.3680043.10.999.1.{patient}"), (0x0020_000E, "UI", $"1.2.826.0.1.3680043.10.999.2.{series}"),
        (0x0020_0010, "SH", $"ST{patient}"), (0x0020_0011, "IS", $"{series + 1}"), (0x0020_0012, "IS", "1"), (0x0020_0013, "IS", $"{(image % ImagesPerSeries) + 1}"),
        (0x0020_0032, "DS", string.Create(CultureInfo.InvariantCulture, $"-180\\-180\\{image % ImagesPerSeries * 2.5}")), (0x0020_0037, "DS", "1\\0\\0\\0\\1\\0"),
        (0x0020_0052, "UI", $"1.2.826.0.1.3680043.10.999.4.{series}"), (0x0020_1040, "LO", "SN"), (0x0020_1041, "DS", $"{image % ImagesPerSeries}"),
    ];

    private static IEnumerable<(uint Tag, string Representation, string Value)> Tail() =>
    [
        (0x0028_0002, "US", "\x01\0"), (0x0028_0004, "CS", "MONOCHROME2"), (0x0028_0010, "US", "\0\x02"), (0x0028_0011, "US", "\0\x02"), (0x0028_0030, "DS", "0.7\\0.7"), (0x0028_0100, "US", "\x10\0"),
        (0x0028_0101, "US", "\x10\0"), (0x0028_0102, "US", "\x0F\0"), (0x0028_0103, "US", "\x01\0"), (0x0028_1050, "DS", "40"), (0x0028_1051, "DS", "400"), (0x0028_1052, "DS", "-1024"), (0x0028_1053, "DS", "1"),
        (0x0040_0244, "DA", "20200131"), (0x0040_0245, "TM", "120000"), (0x0040_0253, "SH", "PPS1"), (0x0040_0254, "LO", "CHEST"),
    ];

    private static IEnumerable<(uint Tag, string Representation, string Value)> Private()
    {
        foreach (var group in new uint[] { 0x0009, 0x0019, 0x0021, 0x0027, 0x0043, 0x0045 })
        {
            yield return ((group << 16) | 0x0010, "LO", $"SYNTHETIC_{group:X4}");
            for (var element = 0; element < (PrivateElements / 6) - 1; element++)
            {
                yield return ((group << 16) | 0x1000 | (uint)element, "DS", "12.500");
            }
        }
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
