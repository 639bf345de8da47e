using System.Security.Cryptography;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Reviews;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>What happens to the pixels of one file: nothing, a region goes black, or the file waits.</summary>
/// <param name="Region">What goes black; null when the pixels go out as they are.</param>
/// <param name="Refusal">Why the file waits; null when it does not.</param>
public sealed record PixelDecision(BlankedRegion? Region, (string Reason, string Message)? Refusal)
{
    public static readonly PixelDecision AsTheyAre = new(null, null);

    public static PixelDecision Wait(string reason, string message) => new(null, (reason, message));
}

/// <summary>
/// Decides about pixels (PS3.15 2025e, E.3.1): first what a person said of these very bytes; then, with Clean Pixel Data, the rules of
/// the device and the ultrasound regions; an image with a risk that none of them decides waits in the review queue.
/// </summary>
public sealed class PixelDecisions(ConfidentialityProfile profile, DeviceRegions devices, ReviewQueue? reviews)
{
    /// <summary>Decides about one file.</summary>
    /// <param name="file">What was read of it.</param>
    /// <param name="input">The file, for its hash.</param>
    /// <param name="name">How the queue names it.</param>
    public PixelDecision Decide(FileIdentity file, Stream input, string name)
    {
        if (!file.HasPixels)
        {
            return PixelDecision.AsTheyAre;
        }

        var decision = PixelRisk.Of(file) is { } risk ? ByReviewOrRule(file, input, name, risk) : new PixelDecision(ByRule(file), null);
        return decision.Region is not null && PixelBlanking.FindObstacle(file.Image.Layout, file.Syntax) is { } obstacle
            ? PixelDecision.Wait(QuarantineReasons.PixelsNotBlanked, obstacle)
            : decision;
    }

    private PixelDecision ByReviewOrRule(FileIdentity file, Stream input, string name, (string Reason, string Message) risk)
    {
        if (reviews is null)
        {
            return ByRule(file) is { } region ? new PixelDecision(region, null) : new PixelDecision(null, risk);
        }

        input.Position = 0;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(input));
        var review = reviews.Find(sha256);
        switch (review?.Decision)
        {
            case ReviewDecision.Release:
                return PixelDecision.AsTheyAre;
            case ReviewDecision.Blank:
                return new PixelDecision(new BlankedRegion(review.Boxes!, false, "review"), null);
            case ReviewDecision.Withhold:
                return PixelDecision.Wait(QuarantineReasons.Withheld, "A person decided that the image does not go out.");
        }

        if (ByRule(file) is { } byRule)
        {
            return new PixelDecision(byRule, null);
        }

        var layout = file.Image.Layout;
        reviews.Add(new ImageReview(sha256, name, risk.Reason, file.ModalityCode, layout.Columns, layout.Rows, layout.Frames));
        return new PixelDecision(null, risk);
    }

    /// <summary>A file that says itself that text is burned in is decided by a rule for its device alone: text may stand inside the regions too.</summary>
    private BlankedRegion? ByRule(FileIdentity file)
    {
        if (!profile.Options.HasFlag(ConfidentialityOption.CleanPixelData))
        {
            return null;
        }

        return devices.Find(file) ?? (file.ModalityCode.Equals("US", StringComparison.OrdinalIgnoreCase) && file.Image.UltrasoundRegions.Count > 0 &&
            file.BurnedIn.Length == 0 ? new BlankedRegion(file.Image.UltrasoundRegions, true, "ultrasound-regions") : null);
    }
}
