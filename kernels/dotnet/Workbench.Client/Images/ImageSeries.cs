namespace Workbench.Client.Images;

/// <summary>The images of one series of one patient, by place. As the last value of a cell it is shown by a viewer that scrolls through it.</summary>
/// <param name="Patient">The patient's pseudonym.</param>
/// <param name="Study">Which study of the patient, from 1.</param>
/// <param name="Number">Which series of the study, from 1.</param>
/// <param name="Images">By place along the patient's length.</param>
public sealed record ImageSeries(string Patient, int Study, int Number, IReadOnlyList<CohortImage> Images)
{
    /// <summary>Calls at work at the same time; while one batch of images travels, others are decoded.</summary>
    private const int AtOnce = 4;

    /// <summary>Images of one call. So many of 512 x 512 pixels of 16 bits fit into an answer.</summary>
    private static readonly (int Least, int Most) Batch = (8, 24);

    /// <summary>As DICOM abbreviates it, such as CT; null where the permit leaves it out.</summary>
    public string? Modality => Images.Count > 0 ? Images[0].Modality : null;

    /// <summary>All frames of the series, one after the other; for CT in Hounsfield units.</summary>
    /// <inheritdoc cref="CohortImage.Pixels" path="/exception"/>
    public IReadOnlyList<ImageFrame> Pixels() => Blocking.Wait(PixelsAsync);

    /// <inheritdoc cref="Pixels"/>
    public async Task<IReadOnlyList<ImageFrame>> PixelsAsync(CancellationToken cancellation = default)
    {
        var frames = new IReadOnlyList<ImageFrame>[Images.Count];
        var batches = Enumerable.Range(0, frames.Length).Chunk(Math.Clamp((frames.Length + AtOnce - 1) / AtOnce, Batch.Least, Batch.Most));
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (batch, stop) =>
        {
            for (var done = 0; done < batch.Length;)
            {
                foreach (var file in await Images[0].Calls.SeveralAsync([.. batch.Skip(done).Select(i => Images[i].Number)], stop).ConfigureAwait(false))
                {
                    frames[batch[done++]] = DicomPixels.Read(file);
                }
            }
        }).ConfigureAwait(false);
        return [.. frames.SelectMany(frame => frame)];
    }

    /// <summary>All frames as one block of slices, rows and columns.</summary>
    /// <inheritdoc cref="CohortImage.Pixels" path="/exception"/>
    /// <exception cref="InvalidOperationException">The frames differ in size.</exception>
    public ImageVolume Volume() => Blocking.Wait(VolumeAsync);

    /// <inheritdoc cref="Volume"/>
    public async Task<ImageVolume> VolumeAsync(CancellationToken cancellation = default)
    {
        var frames = await PixelsAsync(cancellation).ConfigureAwait(false);
        var isFlat = frames.Count == Images.Count;
        return new ImageVolume(frames, isFlat ? SliceSpacing() : null, [.. frames.Select((_, i) => isFlat ? Images[i].PositionZ : null)]);
    }

    /// <summary>A viewer that scrolls through the series in the page.</summary>
    /// <param name="window">The window to begin with; by default the images' own.</param>
    /// <param name="title">What stands above it.</param>
    /// <inheritdoc cref="Volume" path="/exception"/>
    public SeriesView View(ImageWindow? window = null, string? title = null) => Volume().View(window, title ?? Title);

    /// <inheritdoc/>
    public override string ToString() => $"series {Number} of study {Study} of {Patient}, {Images.Count} images";

    internal string Title => $"{Modality ?? "Images"} of {Patient}, study {Study}, series {Number}";

    /// <summary>The middle one of the distances between neighbours, since an image may be missing.</summary>
    private double? SliceSpacing()
    {
        var steps = Images.Zip(Images.Skip(1), (one, next) => Math.Abs((next.PositionZ - one.PositionZ) ?? 0)).Where(step => step > 0).Order().ToList();
        return steps.Count > 0 ? Math.Round(steps[steps.Count / 2], 6) : Images.Count > 0 ? Images[0].SliceThickness : null;
    }
}
