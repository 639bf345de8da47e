using System.Text;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// Elements of the data set that are written anew whatever the file had there, each in its place in the order of tags: those that say that
/// and how it was de-identified (PS3.15 2025e, E.1.1), and those that describe pixels that were changed.
/// </summary>
internal sealed class OwnElements
{
    private static readonly DicomTag PatientIdentityRemoved = new(0x0012, 0x0062);
    private static readonly DicomTag Method = new(0x0012, 0x0063);
    private static readonly DicomTag MethodCodes = new(0x0012, 0x0064);
    private static readonly DicomTag TemporalInformation = new(0x0028, 0x0303);

    private readonly SortedList<DicomTag, Action<DicomWriter>?> elements = [];
    private int next;

    /// <param name="profile">What was chosen.</param>
    /// <param name="blanksPixels">A person's decision cleans pixels without the option having been chosen; the file says so all the same.</param>
    public OwnElements(ConfidentialityProfile profile, bool blanksPixels)
    {
        var options = profile.Options | (blanksPixels ? ConfidentialityOption.CleanPixelData : ConfidentialityOption.None);
        elements[PatientIdentityRemoved] = writer => writer.WriteElement(PatientIdentityRemoved, ValueRepresentation.CS, "YES"u8);
        elements[Method] = writer => writer.WriteElement(Method, ValueRepresentation.LO, Encoding.ASCII.GetBytes($"Workbench, {ProfileTable.Edition}"));
        elements[MethodCodes] = writer => WriteCodes(writer, options);
        elements[TemporalInformation] = writer => writer.WriteElement(TemporalInformation, ValueRepresentation.CS, Encoding.ASCII.GetBytes(profile.TemporalInformation));
    }

    /// <summary>Writes another value in place of the file's own.</summary>
    public void Set(DicomTag tag, ValueRepresentation representation, byte[] value) => elements[tag] = writer => writer.WriteElement(tag, representation, value);

    /// <summary>Leaves the file's own element out and writes none.</summary>
    public void Omit(DicomTag tag) => elements[tag] = null;

    public bool Owns(DicomTag tag) => elements.ContainsKey(tag);

    /// <summary>Writes what belongs before an element.</summary>
    public void WriteBefore(DicomTag tag, DicomWriter writer)
    {
        while (next < elements.Count && elements.GetKeyAtIndex(next) <= tag)
        {
            elements.GetValueAtIndex(next++)?.Invoke(writer);
        }
    }

    public void WriteRest(DicomWriter writer) => WriteBefore(new DicomTag(uint.MaxValue), writer);

    private static void WriteCodes(DicomWriter writer, ConfidentialityOption options)
    {
        writer.StartSequence(MethodCodes);
        WriteCode(writer, ConfidentialityOptions.BasicProfileCode, ConfidentialityOptions.BasicProfileMeaning);
        foreach (var option in ConfidentialityOptions.All.Where(option => options.HasFlag(option.Option)))
        {
            WriteCode(writer, option.Code, option.Meaning);
        }

        writer.EndSequence();
    }

    private static void WriteCode(DicomWriter writer, string code, string meaning)
    {
        writer.StartItem();
        writer.WriteElement(new DicomTag(0x0008, 0x0100), ValueRepresentation.SH, Encoding.ASCII.GetBytes(code));
        writer.WriteElement(new DicomTag(0x0008, 0x0102), ValueRepresentation.SH, "DCM"u8);
        writer.WriteElement(new DicomTag(0x0008, 0x0104), ValueRepresentation.LO, Encoding.ASCII.GetBytes(meaning));
        writer.EndItem();
    }
}
