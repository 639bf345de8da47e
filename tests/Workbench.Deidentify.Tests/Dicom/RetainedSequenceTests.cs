using System.Text;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>Sequences that the basic profile removes and an option retains: a code of a public scheme stays, free text beside no code does not.</summary>
public sealed class RetainedSequenceTests : IDisposable
{
    private readonly DicomFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0x0008_1084u, ConfidentialityOption.CleanDescriptors, "254637007", "SCT", "Non-small cell lung cancer")]
    [InlineData(0x0008_1084u, ConfidentialityOption.CleanDescriptors, "254637007", "", "REMOVED")]
    [InlineData(0x0008_1084u, ConfidentialityOption.CleanDescriptors, "", "SCT", "REMOVED")]
    [InlineData(0x0008_1084u, ConfidentialityOption.CleanDescriptors, "D1", "99HOSPITAL", "REMOVED")]
    [InlineData(0x0010_2161u, ConfidentialityOption.RetainPatientCharacteristics, "", "", "REMOVED")]
    [InlineData(0x0008_1084u, ConfidentialityOption.None, "254637007", "SCT", null)]
    public void Code_meaning_of_a_retained_sequence_becomes(uint sequence, ConfidentialityOption options, string code, string scheme, string? expected)
    {
        folder.WriteBytes("a.dcm", File(new DicomTag(sequence), code, scheme));

        var outcome = folder.Deidentify("a.dcm", options);

        Assert.Equal("done", outcome.Status);
        string? meaning = null;
        using var tokenizer = new DicomTokenizer(System.IO.File.OpenRead(Path.Combine(folder.Output, outcome.Output!)));
        var isInSequence = false;
        while (tokenizer.Read())
        {
            isInSequence = tokenizer.Depth > 0 && (isInSequence || tokenizer.Tag.Value == sequence);
            if (isInSequence && tokenizer.Kind == DicomTokenKind.Element && tokenizer.Tag == new DicomTag(0x0008, 0x0104))
            {
                meaning = Encoding.ASCII.GetString(tokenizer.ReadValue()).Trim();
            }
        }

        Assert.Equal(expected, meaning);
    }

    private static byte[] File(DicomTag sequence, string code, string scheme)
    {
        using var file = new MemoryStream();
        DicomWriter.WriteMeta(file, TransferSyntax.ExplicitLittleEndian, Encoding.ASCII.GetBytes(DicomFolder.CtImage), "1.2.3.9"u8, "1.2.3.4"u8, "TEST"u8);
        var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian);
        writer.WriteElement(DicomTags.SopClassUid, ValueRepresentation.UI, Encoding.ASCII.GetBytes(DicomFolder.CtImage));
        writer.WriteElement(DicomTags.SopInstanceUid, ValueRepresentation.UI, "1.2.3.9"u8);
        if (sequence.Group == 0x0010)
        {
            writer.WriteElement(new DicomTag(0x0010, 0x0020), ValueRepresentation.LO, "HN-4711-QX"u8);
        }

        writer.StartSequence(sequence);
        writer.StartItem();
        writer.WriteElement(new DicomTag(0x0008, 0x0100), ValueRepresentation.SH, Encoding.ASCII.GetBytes(code));
        writer.WriteElement(new DicomTag(0x0008, 0x0102), ValueRepresentation.SH, Encoding.ASCII.GetBytes(scheme));
        writer.WriteElement(new DicomTag(0x0008, 0x0104), ValueRepresentation.LO, "Non-small cell lung cancer"u8);
        writer.EndItem();
        writer.EndSequence();
        if (sequence.Group == 0x0008)
        {
            writer.WriteElement(new DicomTag(0x0010, 0x0020), ValueRepresentation.LO, "HN-4711-QX"u8);
        }

        return file.ToArray();
    }
}
