namespace Workbench.Deidentify.Dicom.Files;

/// <summary>What became of one input file. Names the file as it lies in the input folder; holds no value of it.</summary>
/// <param name="File">Relative to the input folder.</param>
/// <param name="Status"><c>done</c> or <c>quarantined</c>.</param>
/// <param name="Output">Relative to the output folder, when done.</param>
/// <param name="Reason">A stable code, when quarantined.</param>
/// <param name="Message">What that means and what to do, when quarantined.</param>
/// <param name="Sha256">Of the output, when done.</param>
/// <param name="Pixels">Which rule blanked a part of the pixels: <c>ultrasound-regions</c>, <c>device-rule</c> or <c>review</c>; null when they are as they were.</param>
/// <param name="Actions">Per tag and action how often, when done.</param>
/// <param name="Note">A stable code for what a reader of the output should know, when done: <see cref="SameUidNote"/>; null when there is nothing.</param>
public sealed record FileOutcome(string File, string Status, string? Output, string? Reason, string? Message, string? Sha256, string? Pixels, IReadOnlyList<ActionCount>? Actions, string? Note = null)
{
    /// <summary>Another output has the same SOP instance UID, as its input had, and other bytes; which one is right only a person can say.</summary>
    public const string SameUidNote = "same-uid";

    public static FileOutcome Quarantined(string file, string reason, string message) => new(file, "quarantined", null, reason, message, null, null, null);
}

/// <param name="Tag">As the standard writes it.</param>
/// <param name="Action">What was done.</param>
/// <param name="Count">How often in the file.</param>
public sealed record ActionCount(string Tag, string Action, int Count);
