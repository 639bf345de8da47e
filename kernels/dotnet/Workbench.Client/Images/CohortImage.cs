namespace Workbench.Client.Images;

/// <summary>One image of a cohort. Its pixels travel when they are asked for, and are decoded in this kernel.</summary>
public sealed class CohortImage
{
    private readonly ImageRow row;

    internal CohortImage(ImageCalls calls, ImageRow row) => (Calls, this.row) = (calls, row);

    /// <summary>The patient's pseudonym, as in the tables.</summary>
    public string Patient => row.Patient ?? "";

    /// <summary>Its number in the version of the cohort.</summary>
    public long Number => row.Image ?? 0;

    /// <summary>Which study of the patient, from 1; null where the permit leaves it out, as for all that follows.</summary>
    public int? Study => row.Study;

    /// <summary>Which series of the study, from 1.</summary>
    public int? Series => row.Series;

    /// <summary>Which image of the series, from 1, by place.</summary>
    public int? Instance => row.Instance;

    /// <summary>As DICOM abbreviates it, such as CT.</summary>
    public string? Modality => row.Modality;

    /// <summary>Height in pixels.</summary>
    public int? Rows => row.Rows;

    /// <summary>Width in pixels.</summary>
    public int? Columns => row.Columns;

    /// <summary>Frames; 0 for an object without pixels.</summary>
    public int? Frames => row.Frames;

    /// <summary>Distance between rows in mm.</summary>
    public double? RowSpacing => row.RowSpacing;

    /// <summary>Distance between columns in mm.</summary>
    public double? ColumnSpacing => row.ColumnSpacing;

    /// <summary>In mm.</summary>
    public double? SliceThickness => row.SliceThickness;

    /// <summary>Place along the patient's length in mm.</summary>
    public double? PositionZ => row.PositionZ;

    /// <summary>Middle of the window that the device suggests.</summary>
    public double? WindowCenter => row.WindowCenter;

    /// <summary>Width of that window.</summary>
    public double? WindowWidth => row.WindowWidth;

    /// <summary>The window that the device suggests; null where it suggests none.</summary>
    public ImageWindow? Window => WindowCenter is { } centre && WindowWidth is { } width and >= 1 ? new ImageWindow(centre, width) : null;

    /// <summary>The image as a DICOM file.</summary>
    /// <exception cref="CohortRefusedException">The permit, as it is now, does not let it through; images take level images.</exception>
    public byte[] Dicom() => Blocking.Wait(DicomAsync);

    /// <inheritdoc cref="Dicom"/>
    public Task<byte[]> DicomAsync(CancellationToken cancellation = default) => Calls.DicomAsync(Number, cancellation);

    /// <summary>A small picture as PNG; as the last value of a cell it is shown.</summary>
    /// <inheritdoc cref="Dicom" path="/exception"/>
    public byte[] Preview() => Blocking.Wait(PreviewAsync);

    /// <inheritdoc cref="Preview"/>
    public Task<byte[]> PreviewAsync(CancellationToken cancellation = default) => Calls.PreviewAsync(Number, cancellation);

    /// <summary>The pixels of its frames: for CT in Hounsfield units, else in the units of its rescale slope and intercept.</summary>
    /// <inheritdoc cref="Dicom" path="/exception"/>
    /// <exception cref="InvalidOperationException">The pixels are of a kind that is not decoded; read <see cref="Dicom"/> with another library.</exception>
    public IReadOnlyList<ImageFrame> Pixels() => Blocking.Wait(PixelsAsync);

    /// <inheritdoc cref="Pixels"/>
    public async Task<IReadOnlyList<ImageFrame>> PixelsAsync(CancellationToken cancellation = default) =>
        DicomPixels.Read(await DicomAsync(cancellation).ConfigureAwait(false));

    /// <summary>The pixels of its first frame; see <see cref="Pixels"/>.</summary>
    /// <inheritdoc cref="Pixels" path="/exception"/>
    public ImageFrame Frame() => Pixels()[0];

    /// <inheritdoc/>
    public override string ToString() => $"{Modality} image {Number} of {Patient}, study {Study}, series {Series}, image {Instance}";

    /// <summary>How this image and its neighbours are asked for.</summary>
    internal ImageCalls Calls { get; }
}
