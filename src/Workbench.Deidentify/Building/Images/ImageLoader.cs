using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Reviews;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Building.Images;

/// <summary>
/// De-identifies the images of a source under the keys of its tables, packs those of patients who are in the tables, and fills the table that
/// indexes them. What is quarantined stays out; a file that was rewritten and failed the second reading ends the build, since then the
/// program cannot be trusted with the others.
/// </summary>
internal sealed class ImageLoader(SourceFolder source, ImagesDefinition images, PatientKeys keys, WorkDatabase work, string workFolder)
{
    private static readonly HashSet<string> Faults = [QuarantineReasons.VerificationFailed, QuarantineReasons.ProgramFault];

    /// <param name="staging">Gets the packed files.</param>
    /// <param name="report">Gets what was done so far.</param>
    public SourceRefusal? Load(SnapshotStaging staging, Action<string> report, CancellationToken cancellation)
    {
        if (source.Find(images.Folder, out var input) is { } notThere)
        {
            return notThere;
        }

        if (OpenRules(out var devices, out var reviews) is { } unusable)
        {
            return unusable;
        }

        var output = Path.Combine(workFolder, "images");
        var profile = ConfidentialityProfile.Compile(images.Options);
        using (var folderReport = new FolderReport(source.ReportPath))
        {
            report("de-identifying images");
            var file = new FileDeidentification(profile, keys, new PixelDecisions(profile, devices!, reviews), images.Issuer);
            var outcomes = new FolderDeidentification(file, folderReport, keepsSameUid: false).Run(input, output, cancellation);
            reviews!.Save();
            if (outcomes.Count(outcome => Faults.Contains(outcome.Reason ?? "")) is var faults and > 0)
            {
                return new SourceRefusal("images-unverified", $"The second reading of {faults} images found something that should be gone.", "Run './workbench deid' over the folder with --report and report what it says.") { File = images.Folder };
            }
        }

        report("packing images");
        Pack(output, staging, cancellation);
        return null;
    }

    private SourceRefusal? OpenRules(out DeviceRegions? devices, out ReviewQueue? reviews)
    {
        devices = DeviceRegions.None;
        reviews = ReviewQueue.Open(source.ReviewPath, out var problem);
        if (reviews is null)
        {
            return new SourceRefusal("rules-invalid", problem, "Mend the file, or take it away to review the images anew.") { File = ImagesDefinition.ReviewFile };
        }

        if (images.Regions is null)
        {
            return null;
        }

        if (source.Find(images.Regions, out var regions) is { } notThere)
        {
            return notThere;
        }

        devices = DeviceRegions.Read(regions, out problem);
        return devices is null ? new SourceRefusal("rules-invalid", problem, "Mend the file.") { File = images.Regions } : null;
    }

    private void Pack(string folder, SnapshotStaging staging, CancellationToken cancellation)
    {
        var patients = PatientsOfTables();
        var found = new List<(string Path, ImageAttributes Attributes)>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.dcm"))
        {
            using var file = File.OpenRead(path);
            var attributes = ImageAttributes.Read(file);
            if (patients.Contains(attributes.Patient))
            {
                found.Add((path, attributes));
            }
        }

        using var pack = new ImagePack(staging);
        ImageTable.Fill(work, Number(found).Select(image =>
        {
            cancellation.ThrowIfCancellationRequested();
            using var file = File.OpenRead(image.Path);
            var stored = pack.Add(file);
            var preview = PreviewImage.Make(image.Attributes, file);
            return new IndexedImage(image.Attributes, image.Study, image.Series, image.Instance, stored, preview is null ? null : pack.Add(new MemoryStream(preview)));
        }));
    }

    /// <summary>Somebody without a row in any table is not in the cohort, whatever lies in the folder.</summary>
    private HashSet<string> PatientsOfTables() =>
        [.. source.Definition.Tables.SelectMany(table => work.Query($"SELECT DISTINCT patient FROM {ParquetWriter.Quote(table.Name)}", row => row.GetString(0)))];

    /// <summary>Ordinals instead of UIDs: studies by date, series by number, images by their place along the patient, then by number.</summary>
    private static IEnumerable<(string Path, ImageAttributes Attributes, int Study, int Series, int Instance)> Number(IEnumerable<(string Path, ImageAttributes Attributes)> images) =>
        images.GroupBy(image => image.Attributes.Patient).OrderBy(patient => patient.Key, StringComparer.Ordinal)
            .SelectMany(patient => patient.GroupBy(image => image.Attributes.Study)
                .OrderBy(study => study.Min(image => image.Attributes.Text(0x0008_0020)), StringComparer.Ordinal).ThenBy(study => study.Key, StringComparer.Ordinal)
                .SelectMany((study, studyIndex) => study.GroupBy(image => image.Attributes.Series)
                    .OrderBy(series => series.Min(image => image.Attributes.Whole(0x0020_0011)) ?? 0).ThenBy(series => series.Key, StringComparer.Ordinal)
                    .SelectMany((series, seriesIndex) => series
                        .OrderBy(image => image.Attributes.Number(0x0020_0032, 2) ?? 0).ThenBy(image => image.Attributes.Whole(0x0020_0013) ?? 0).ThenBy(image => image.Attributes.Instance, StringComparer.Ordinal)
                        .Select((image, index) => (image.Path, image.Attributes, studyIndex + 1, seriesIndex + 1, index + 1)))));
}
