using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using System.Text;

namespace Workbench.Deidentify.Dicom.Identity;

/// <summary>What has to be known of a file before its first element is rewritten: read once, up to the pixels.</summary>
public sealed record FileIdentity
{
    /// <summary>Media Storage Directory Storage; only such an object has elements of group 0004 (PS3.3 2025e, F.3).</summary>
    public const string MediaDirectory = "1.2.840.10008.1.3.10";

    private static readonly DicomTag PatientId = new(0x0010, 0x0020);
    private static readonly DicomTag IssuerOfPatientId = new(0x0010, 0x0021);
    private static readonly DicomTag StudyInstance = new(0x0020, 0x000D);
    private static readonly DicomTag Modality = new(0x0008, 0x0060);
    private static readonly DicomTag ImageType = new(0x0008, 0x0008);
    private static readonly DicomTag BurnedInAnnotation = new(0x0028, 0x0301);
    private static readonly DicomTag RecognizableVisualFeatures = new(0x0028, 0x0302);

    /// <summary>Where this patient's identifiers stand: names, numbers, birth date, addresses, accession and order numbers, physicians.</summary>
    private static readonly HashSet<uint> IdentifierTags =
    [
        0x0008_0050, 0x0008_0090, 0x0008_1048, 0x0008_1050, 0x0008_1060, 0x0008_1070, 0x0010_0010, 0x0010_0020, 0x0010_0030, 0x0010_1000, 0x0010_1001,
        0x0010_1005, 0x0010_1040, 0x0010_1060, 0x0010_2154, 0x0020_0010, 0x0032_1032, 0x0038_0010, 0x0040_2016, 0x0040_2017,
    ];

    /// <summary>Of the data set; where that has none, of the file meta information, which says the same (PS3.10 2025e, 7.1).</summary>
    public string SopClassUid { get; private set; } = "";

    /// <summary>Like <see cref="SopClassUid"/>; empty when neither has one.</summary>
    public string SopInstanceUid { get; private set; } = "";

    public string Patient { get; private set; } = "";

    /// <summary>(0020,000D); keys the replacements of a file that has no patient ID.</summary>
    public string StudyInstanceUid { get; private set; } = "";

    public string Issuer { get; private set; } = "";

    public string ModalityCode { get; private set; } = "";

    public string ImageTypes { get; private set; } = "";

    public string BurnedIn { get; private set; } = "";

    public string VisualFeatures { get; private set; } = "";

    public bool HasPixels { get; private set; }

    public ImageDescription Image { get; } = new();

    /// <summary>(60xx,0102) Overlay Bit Position is not 0: the overlay's bits lie in the pixel cells (PS3.5 2025e, 8.1.2, retired).</summary>
    public bool HasOverlayInPixels { get; private set; }

    public required TransferSyntax Syntax { get; init; }

    /// <summary>Raw values of the identifying attributes, in the file's character set.</summary>
    public IReadOnlyList<(DicomTag Tag, byte[] Value)> Identifiers { get; private set; } = [];

    /// <summary>(0008,0005) as written; empty for the default repertoire.</summary>
    public string CharacterSet { get; private set; } = "";

    /// <summary>Reads the file's head and leaves the stream where it stopped.</summary>
    /// <exception cref="DicomFormatException">The file cannot be read with certainty.</exception>
    public static FileIdentity Read(Stream file, DicomLimits? limits = null)
    {
        using var tokenizer = new DicomTokenizer(file, ownsStream: false, limits);
        var identifiers = new List<(DicomTag, byte[])>();
        FileIdentity? identity = null;
        var (metaClass, metaInstance) = ("", "");
        while (tokenizer.Read())
        {
            if (tokenizer.IsMeta)
            {
                metaClass = tokenizer.Tag == DicomTags.MediaStorageSopClassUid ? Ascii(tokenizer.ReadValue()) : metaClass;
                metaInstance = tokenizer.Tag == DicomTags.MediaStorageSopInstanceUid ? Ascii(tokenizer.ReadValue()) : metaInstance;
                continue;
            }

            identity ??= new FileIdentity { Syntax = tokenizer.Syntax };
            if (tokenizer.Tag.Group == 0x0004 && tokenizer.Depth == 0)
            {
                identity.SopClassUid = MediaDirectory;
            }

            identity.Image.Note(tokenizer);
            if (tokenizer.Tag.Group is >= 0x7FE0 and not 0xFFFE && tokenizer.Depth <= 1)
            {
                identity.HasPixels = tokenizer.Tag.Group == 0x7FE0;
                break;
            }

            if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0 && tokenizer.Tag.Group <= 0x0040)
            {
                identity.Take(tokenizer, identifiers);
            }
            else if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0 && ConfidentialityProfile.IsOverlay(tokenizer.Tag) && tokenizer.Tag.Element == 0x0102 && tokenizer.Length == 2)
            {
                identity.HasOverlayInPixels |= tokenizer.ReadValue().IndexOfAnyExcept((byte)0) >= 0;
            }
        }

        identity ??= new FileIdentity { Syntax = tokenizer.Syntax };
        identity.Identifiers = identifiers;
        identity.SopClassUid = identity.SopClassUid.Length > 0 ? identity.SopClassUid : metaClass;
        identity.SopInstanceUid = identity.SopInstanceUid.Length > 0 ? identity.SopInstanceUid : metaInstance;
        return identity;
    }

    private void Take(DicomTokenizer tokenizer, List<(DicomTag, byte[])> identifiers)
    {
        var tag = tokenizer.Tag;
        if (IdentifierTags.Contains(tag.Value) && tokenizer.Length is > 0 and <= 4096)
        {
            var value = tokenizer.ReadValue().ToArray();
            identifiers.Add((tag, value));
            if (tag == PatientId)
            {
                Patient = Ascii(value);
            }
        }
        else if (tag == DicomTags.SopClassUid)
        {
            SopClassUid = Ascii(tokenizer.ReadValue());
        }
        else if (tag == DicomTags.SopInstanceUid)
        {
            SopInstanceUid = Ascii(tokenizer.ReadValue());
        }
        else if (tag == StudyInstance)
        {
            StudyInstanceUid = Ascii(tokenizer.ReadValue());
        }
        else if (tag == DicomTags.SpecificCharacterSet)
        {
            CharacterSet = Ascii(tokenizer.ReadValue());
        }
        else if (tag == IssuerOfPatientId)
        {
            Issuer = Ascii(tokenizer.ReadValue());
        }
        else if (tag == Modality)
        {
            ModalityCode = Ascii(tokenizer.ReadValue());
        }
        else if (tag == ImageType)
        {
            ImageTypes = Ascii(tokenizer.ReadValue());
        }
        else if (tag == BurnedInAnnotation)
        {
            BurnedIn = Ascii(tokenizer.ReadValue());
        }
        else if (tag == RecognizableVisualFeatures)
        {
            VisualFeatures = Ascii(tokenizer.ReadValue());
        }
    }

    private static string Ascii(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value).Trim('\0', ' ');
}
