using Workbench.Deidentify.Dicom.Identity;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>
/// Which images may show text, by what their attributes say. The rules never look at pixels; what they name waits for a rule about its
/// pixels, or for a person.
/// </summary>
internal static class PixelRisk
{
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";

    /// <summary>Modalities whose devices burn names and numbers into the image as a rule rather than an exception.</summary>
    private static readonly HashSet<string> TextInPixels = ["US", "IVUS", "ES", "XC", "GM", "SC", "OT", "RF", "XA", "DX", "CR", "OP", "EPS", "PX", "IO", "MG"];

    /// <summary>
    /// DX, MG and IO For Processing (PS3.3 2025e, A.26 to A.28): what the detector measured, before anything is laid over it for display.
    /// </summary>
    private static readonly HashSet<string> DetectorData =
    [
        "1.2.840.10008.5.1.4.1.1.1.1.1", "1.2.840.10008.5.1.4.1.1.1.2.1", "1.2.840.10008.5.1.4.1.1.1.3.1",
    ];

    /// <summary>Null when nothing hints at text in the pixels.</summary>
    public static (string Reason, string Message)? Of(FileIdentity file)
    {
        if (!file.HasPixels || file.BurnedIn.Equals("NO", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (file.BurnedIn.Equals("YES", StringComparison.OrdinalIgnoreCase))
        {
            return (QuarantineReasons.BurnedInText, "The file says that text is burned into its pixels.");
        }

        if (file.SopClassUid == SecondaryCapture || file.SopClassUid.StartsWith(SecondaryCapture + ".", StringComparison.Ordinal))
        {
            return (QuarantineReasons.BurnedInRisk, "A secondary capture can show a whole screen with names on it; a person has to look.");
        }

        if (DetectorData.Contains(file.SopClassUid))
        {
            return null;
        }

        if (TextInPixels.Contains(file.ModalityCode.ToUpperInvariant()))
        {
            return (QuarantineReasons.BurnedInRisk, "Devices of this modality often burn text into the pixels, and the file does not say that it has none; a person has to look.");
        }

        var types = file.ImageTypes.ToUpperInvariant().Split('\\');
        return types.Contains("SECONDARY") && types.Any(type => type is "SCREEN SAVE" or "DOSE" or "LOCALIZER_SCREEN" or "PRESENTATION")
            ? (QuarantineReasons.BurnedInRisk, "The image type tells of a screen copy; a person has to look.")
            : null;
    }
}
