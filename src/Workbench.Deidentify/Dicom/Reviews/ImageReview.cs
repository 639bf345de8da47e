using Workbench.Deidentify.Dicom.Pixels;

namespace Workbench.Deidentify.Dicom.Reviews;

/// <summary>What a person said about an image that rules could not decide.</summary>
public enum ReviewDecision
{
    /// <summary>Nobody looked yet: the image waits.</summary>
    None,

    /// <summary>Nothing in the pixels identifies anybody; they go out as they are.</summary>
    Release,

    /// <summary>The boxes are to be black; the rest may be seen.</summary>
    Blank,

    /// <summary>The image does not go out.</summary>
    Withhold,
}

/// <summary>One image in the review queue.</summary>
/// <param name="Sha256">Of the whole input file: a decision holds for these bytes and no others.</param>
/// <param name="File">As it lies in the input folder, for the person who looks for it.</param>
/// <param name="Reason">Why it waits.</param>
/// <param name="Modality">Of the file, or empty.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Frames">A decision holds for all of them.</param>
/// <param name="Boxes">What is to be blanked, with <see cref="ReviewDecision.Blank"/>.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, ISO 8601 in UTC.</param>
public sealed record ImageReview(
    string Sha256, string File, string Reason, string Modality, int Columns, int Rows, int Frames,
    ReviewDecision Decision = ReviewDecision.None, IReadOnlyList<PixelBox>? Boxes = null, string By = "", string At = "");
