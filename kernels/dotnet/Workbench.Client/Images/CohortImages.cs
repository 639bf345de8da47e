using System.Collections;
using Workbench.Client.Broker;

namespace Workbench.Client.Images;

/// <summary>
/// The images of a cohort that the permit lets through, in the order of their numbers. The list is read at once, pixels when they are asked for. Filter it
/// by <see cref="OfPatient"/> and <see cref="OfModality"/>, or as any list: <c>cohort.Images.Where(image =&gt; image.SliceThickness &lt;= 3)</c>.
/// </summary>
public sealed class CohortImages : IReadOnlyList<CohortImage>
{
    /// <summary>The table of a cohort that lists its images.</summary>
    public const string Table = "images";

    private readonly IReadOnlyList<CohortImage> images;

    private CohortImages(IReadOnlyList<CohortImage> images) => this.images = images;

    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public CohortImage this[int index] => images[index];

    /// <summary>The images of one patient.</summary>
    /// <param name="patient">The pseudonym, as in the tables.</param>
    public CohortImages OfPatient(string patient) => new([.. images.Where(image => image.Patient == patient)]);

    /// <summary>The images of one modality.</summary>
    /// <param name="modality">As DICOM abbreviates it, such as CT.</param>
    public CohortImages OfModality(string modality) => new([.. images.Where(image => image.Modality == modality)]);

    /// <summary>The images by series, each by place.</summary>
    public IReadOnlyList<ImageSeries> Series() =>
    [
        .. images.GroupBy(image => (image.Patient, Study: image.Study ?? 1, Series: image.Series ?? 1))
            .Select(series => new ImageSeries(series.Key.Patient, series.Key.Study, series.Key.Series, [.. series.OrderBy(image => image.Instance ?? 0).ThenBy(image => image.Number)])),
    ];

    /// <inheritdoc/>
    public IEnumerator<CohortImage> GetEnumerator() => images.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => $"{Count} images";

    internal static async Task<CohortImages> ReadAsync(BrokerConnection broker, Cohort cohort, CancellationToken cancellation)
    {
        var table = cohort.Tables.FirstOrDefault(table => table.Name == Table)
            ?? throw new InvalidOperationException($"The cohort {cohort.Name} has no images under your permit. Request level images for its table \"{Table}\".");
        if (!table.Columns.Any(column => column.Column == "image") || !table.Columns.Any(column => column.Column == "patient"))
        {
            throw new InvalidOperationException("Your permit leaves out the columns patient and image of the table images, by which images are found. Request them.");
        }

        var request = new TableRequest(cohort.Name, cohort.Version, Table, null, null, null);
        var rows = await broker.GetAsync<ImageRow[]>(request.Path, request.Asked, cancellation).ConfigureAwait(false);
        var calls = new ImageCalls(broker, cohort);
        return new CohortImages([.. rows.OrderBy(row => row.Image).Select(row => new CohortImage(calls, row))]);
    }
}
