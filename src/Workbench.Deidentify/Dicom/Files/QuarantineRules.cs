using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>
/// What is not de-identified at all but waits for a person: objects that hold documents, video or unknown content, and images that may show a face. Each rule has a stable code.
/// </summary>
public static class QuarantineRules
{
    private const string EncapsulatedDocument = "1.2.840.10008.5.1.4.1.1.104.";

    private static readonly HashSet<string> Video =
    [
        "1.2.840.10008.5.1.4.1.1.77.1.1.1", "1.2.840.10008.5.1.4.1.1.77.1.2.1", "1.2.840.10008.5.1.4.1.1.77.1.4.1",
    ];

    /// <summary>Null when the file may be rewritten; otherwise why not, and what to do.</summary>
    public static (string Reason, string Message)? Refuse(FileIdentity file, ConfidentialityProfile profile)
    {
        if (file.SopClassUid == FileIdentity.MediaDirectory)
        {
            return (QuarantineReasons.MediaDirectory, "A DICOMDIR lists names and files; make a new one from the output instead.");
        }

        if (file.SopClassUid.Length == 0)
        {
            return (QuarantineReasons.NoSopClass, "The file does not say what it is: without a SOP class nobody can say which of its attributes have to stay.");
        }

        if (file.SopClassUid.StartsWith(EncapsulatedDocument, StringComparison.Ordinal))
        {
            return (QuarantineReasons.EncapsulatedDocument, "An encapsulated PDF, CDA or model can show an identity anywhere in it; a person has to look.");
        }

        if (Video.Contains(file.SopClassUid) || IsVideoSyntax(file.Syntax.Uid))
        {
            return (QuarantineReasons.Video, "Video is not checked frame by frame; a person has to look.");
        }

        if (!AttributeTypes.Standard.Knows(file.SopClassUid))
        {
            return (QuarantineReasons.UnknownSopClass, "The SOP class is private or not known; nobody can say which of its attributes identify.");
        }

        if (file.VisualFeatures.Equals("YES", StringComparison.OrdinalIgnoreCase) || profile.Options.HasFlag(ConfidentialityOption.CleanRecognizableVisualFeatures))
        {
            return (QuarantineReasons.RecognizableFeatures, "Faces are not removed from images here; a person has to decide.");
        }

        return file.HasPixels && file.HasOverlayInPixels
            ? (QuarantineReasons.OverlayInPixels, "An overlay stands in unused bits of the pixels, where it is not removed; a person has to look.")
            : null;
    }

    private static bool IsVideoSyntax(string uid) =>
        uid.StartsWith("1.2.840.10008.1.2.4.10", StringComparison.Ordinal) && uid.Length > "1.2.840.10008.1.2.4.10".Length;
}
