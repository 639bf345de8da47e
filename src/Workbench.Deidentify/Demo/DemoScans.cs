using System.Globalization;
using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Demo;

/// <summary>
/// Generated CT series of invented patients, as DICOM files with the patient's identity in them: see <see cref="DemoThorax"/> for what they show. They are there so that
/// images and tables of one patient come together; nobody could take them for a scan of a person.
/// </summary>
internal static class DemoScans
{
    private const string Root = "1.2.826.0.1.3680043.10.999.7";

    /// <summary>Stored values are Hounsfield units + 1024, as most scanners write them.</summary>
    private const int Intercept = -1024;

    /// <summary>The files of one patient's series.</summary>
    /// <param name="person">Whose identity stands in the files.</param>
    /// <param name="number">Of the patient, from 1; it makes the UIDs.</param>
    /// <param name="day">Of the scan.</param>
    /// <param name="survivalDays">How long the patient was followed; the nodule is the larger the shorter it was.</param>
    public static IEnumerable<(string Path, byte[] Content)> Series(DemoPerson person, int number, DateOnly day, int survivalDays)
    {
        var thorax = new DemoThorax(number, survivalDays);
        for (var slice = 0; slice < DemoThorax.Slices; slice++)
        {
            yield return ($"scans/patient-{number:D3}-{slice + 1:D2}.dcm", File(person, number, day, slice, thorax.Draw(slice, -Intercept)));
        }
    }

    private static byte[] File(DemoPerson person, int number, DateOnly day, int slice, byte[] pixels)
    {
        using var file = new MemoryStream();
        var instance = Text($"{Root}.3.{number}.{slice + 1}");
        DicomWriter.WriteMeta(file, TransferSyntax.ExplicitLittleEndian, "1.2.840.10008.5.1.4.1.1.2"u8, Encoding.ASCII.GetBytes(instance), Encoding.ASCII.GetBytes(Root), "DEMO"u8);
        var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian);
        var date = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var side = new string([(char)DemoThorax.Side, '\0']);
        (uint Tag, string Representation, string Value)[] head =
        [
            (0x0008_0008, "CS", "ORIGINAL\\PRIMARY\\AXIAL"), (0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.2"), (0x0008_0018, "UI", instance), (0x0008_0020, "DA", date), (0x0008_0021, "DA", date), (0x0008_0022, "DA", date),
            (0x0008_0023, "DA", date), (0x0008_0030, "TM", "120000"), (0x0008_0033, "TM", "120000"), (0x0008_0050, "SH", person.InsuranceNumber), (0x0008_0060, "CS", "CT"), (0x0008_0070, "LO", "Generated"),
            (0x0008_0090, "PN", ""), (0x0008_103E, "LO", $"Generated thorax of {person.FamilyName}"), (0x0010_0010, "PN", $"{person.FamilyName}^{person.GivenName}"), (0x0010_0020, "LO", person.HospitalNumber),
            (0x0010_0030, "DA", person.Born.ToString("yyyyMMdd", CultureInfo.InvariantCulture)), (0x0010_0040, "CS", ""), (0x0010_1040, "LO", person.Address),
            (0x0018_0050, "DS", Text($"{DemoThorax.SliceMillimetres}")), (0x0018_0060, "DS", "120"),
            (0x0020_000D, "UI", Text($"{Root}.1.{number}")), (0x0020_000E, "UI", Text($"{Root}.2.{number}")), (0x0020_0010, "SH", ""),
            (0x0020_0011, "IS", "1"), (0x0020_0012, "IS", "1"), (0x0020_0013, "IS", Text($"{slice + 1}")), (0x0020_0032, "DS", Text($"0\\0\\{slice * DemoThorax.SliceMillimetres}")),
            (0x0020_0037, "DS", "1\\0\\0\\0\\1\\0"), (0x0020_0052, "UI", Text($"{Root}.4.{number}")), (0x0020_1040, "LO", ""), (0x0028_0002, "US", "\x01\0"),
            (0x0028_0004, "CS", "MONOCHROME2"), (0x0028_0010, "US", side), (0x0028_0011, "US", side), (0x0028_0030, "DS", Text($"{DemoThorax.PixelMillimetres}\\{DemoThorax.PixelMillimetres}")),
            (0x0028_0100, "US", "\x10\0"), (0x0028_0101, "US", "\x0C\0"), (0x0028_0102, "US", "\x0B\0"), (0x0028_0103, "US", "\0\0"), (0x0028_0301, "CS", "NO"), (0x0028_1050, "DS", "-600"), (0x0028_1051, "DS", "1500"),
            (0x0028_1052, "DS", Text($"{Intercept}")), (0x0028_1053, "DS", "1"), (0x0028_1054, "LO", "HU"),
        ];
        foreach (var (tag, representation, value) in head)
        {
            writer.WriteElement(new DicomTag(tag), ValueRepresentation.Of(representation), Encoding.Latin1.GetBytes(value));
        }

        writer.WriteElement(DicomTags.PixelData, ValueRepresentation.OW, pixels);
        return file.ToArray();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
