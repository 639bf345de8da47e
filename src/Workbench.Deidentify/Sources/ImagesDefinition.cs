using Workbench.Deidentify.Dicom.Profile;

namespace Workbench.Deidentify.Sources;

/// <summary>The DICOM images of a source: every file below one folder, of patients whose identifiers the tables have too.</summary>
/// <param name="Folder">Within the source.</param>
/// <param name="Issuer">Who gave out the patient identifiers in (0010,0020): the tables' issuer, so that pseudonyms and date shifts are the same.</param>
/// <param name="Options">Of the confidentiality profile, on top of <c>retain-longitudinal-modified-dates</c>.</param>
/// <param name="Regions">File within the source that says where devices burn text in, or null.</param>
public sealed record ImagesDefinition(string Folder, string Issuer, ConfidentialityOption Options, string? Regions)
{
    /// <summary>The table that indexes the images in a snapshot.</summary>
    public const string Table = "images";

    /// <summary>The queue of images that wait for a person, within the source.</summary>
    public const string ReviewFile = "images-review.tsv";

    /// <summary>What became of each image at the last build, within the source.</summary>
    public const string ReportFile = "images-report.json";
}
