using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>Every reason for which a file waits for a person, by stable code; docs/dicom.md lists the same.</summary>
public static class QuarantineReasons
{
    public const string Unreadable = "unreadable";
    public const string MediaDirectory = "media-directory";
    public const string NoSopClass = "no-sop-class";
    public const string NoPatientId = "no-patient-id";
    public const string UnknownSopClass = "unknown-sop-class";
    public const string EncapsulatedDocument = "encapsulated-document";
    public const string Video = "video";
    public const string RecognizableFeatures = "recognizable-features";
    public const string BurnedInText = "burned-in-text";
    public const string BurnedInRisk = "burned-in-risk";
    public const string PixelsNotBlanked = "pixels-not-blanked";
    public const string Withheld = "withheld";
    public const string OverlayInPixels = "overlay-in-pixels";
    public const string Duplicate = "duplicate";
    public const string SameUid = "same-uid";
    public const string VerificationFailed = "verification-failed";
    public const string ProgramFault = "program-fault";

    public static readonly IReadOnlyList<string> All =
    [
        Unreadable,
        DicomFormatException.Reasons.NotDicom, DicomFormatException.Reasons.Truncated, DicomFormatException.Reasons.UnknownTransferSyntax,
        DicomFormatException.Reasons.BrokenStructure, DicomFormatException.Reasons.UnknownRepresentation, DicomFormatException.Reasons.LimitExceeded,
        DicomFormatException.Reasons.BrokenDeflate, DicomFormatException.Reasons.BrokenPixels,
        MediaDirectory, NoSopClass, NoPatientId, UnknownSopClass, EncapsulatedDocument, Video, RecognizableFeatures,
        BurnedInText, BurnedInRisk, PixelsNotBlanked, Withheld, OverlayInPixels, Duplicate, SameUid, VerificationFailed, ProgramFault,
    ];
}
