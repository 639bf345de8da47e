namespace Workbench.Client.Images;

/// <summary>The images of one series of one patient, by place.</summary>
/// <param name="Patient">The patient's pseudonym.</param>
/// <param name="Study">Which study of the patient, from 1.</param>
/// <param name="Number">Which series of the study, from 1.</param>
/// <param name="Images">By place along the patient's length.</param>
public sealed record ImageSeries(string Patient, int Study, int Number, IReadOnlyList<CohortImage> Images)
{
    /// <summary>All frames of the series, one after the other; for CT in Hounsfield units.</summary>
    /// <inheritdoc cref="CohortImage.Pixels" path="/exception"/>
    public IReadOnlyList<ImageFrame> Pixels() => Blocking.Wait(PixelsAsync);

    /// <inheritdoc cref="Pixels"/>
    public async Task<IReadOnlyList<ImageFrame>> PixelsAsync(CancellationToken cancellation = default)
    {
        var frames = new List<ImageFrame>();
        foreach (var image in Images)
        {
            frames.AddRange(await image.PixelsAsync(cancellation).ConfigureAwait(false));
        }

        return frames;
    }

    /// <inheritdoc/>
    public override string ToString() => $"series {Number} of study {Study} of {Patient}, {Images.Count} images";
}
