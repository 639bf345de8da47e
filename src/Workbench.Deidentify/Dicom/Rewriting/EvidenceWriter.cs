using System.Text;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// The attributes that say that and how a file was de-identified (PS3.15 2025e, E.1.1): (0012,0062), (0012,0063), (0012,0064) and
/// (0028,0303). They replace what the file had there, each in its place in the order of tags.
/// </summary>
internal sealed class EvidenceWriter(ConfidentialityProfile profile)
{
    private static readonly DicomTag PatientIdentityRemoved = new(0x0012, 0x0062);
    private static readonly DicomTag Method = new(0x0012, 0x0063);
    private static readonly DicomTag MethodCodes = new(0x0012, 0x0064);
    private static readonly DicomTag TemporalInformation = new(0x0028, 0x0303);
    private static readonly DicomTag[] Tags = [PatientIdentityRemoved, Method, MethodCodes, TemporalInformation];

    private int next;

    public static bool Owns(DicomTag tag) => Array.IndexOf(Tags, tag) >= 0;

    /// <summary>Writes what belongs before an element.</summary>
    public void WriteBefore(DicomTag tag, DicomWriter writer)
    {
        while (next < Tags.Length && Tags[next] <= tag)
        {
            Write(Tags[next++], writer);
        }
    }

    public void WriteRest(DicomWriter writer) => WriteBefore(new DicomTag(uint.MaxValue), writer);

    private void Write(DicomTag tag, DicomWriter writer)
    {
        if (tag == PatientIdentityRemoved)
        {
            writer.WriteElement(tag, ValueRepresentation.CS, "YES"u8);
        }
        else if (tag == Method)
        {
            writer.WriteElement(tag, ValueRepresentation.LO, Encoding.ASCII.GetBytes($"Workbench, {ProfileTable.Edition}"));
        }
        else if (tag == TemporalInformation)
        {
            writer.WriteElement(tag, ValueRepresentation.CS, Encoding.ASCII.GetBytes(profile.TemporalInformation));
        }
        else
        {
            writer.StartSequence(tag);
            WriteCode(writer, ConfidentialityOptions.BasicProfileCode, ConfidentialityOptions.BasicProfileMeaning);
            foreach (var option in ConfidentialityOptions.All.Where(option => profile.Options.HasFlag(option.Option)))
            {
                WriteCode(writer, option.Code, option.Meaning);
            }

            writer.EndSequence();
        }

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
