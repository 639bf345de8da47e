using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting.Tables;
using Workbench.Client.Images;

namespace Workbench.Client.Formatting.Images;

/// <summary>
/// Images of a cohort: a single one as a picture, a series in the page's viewer with its middle image beside it for pages that have no viewer, a list as a table of series.
/// </summary>
internal static class ScanFormatters
{
    private static readonly TableColumn[] SeriesColumns =
    [
        new("patient"), new("study", IsNumber: true), new("series", IsNumber: true), new("modality"), new("images", IsNumber: true), new("pixels"), new("spacing in mm"), new("slices in mm"),
    ];

    public static void Register()
    {
        Picture<CohortImage>(image => image.Preview());
        Picture<ImageFrame>(frame => frame.ToPng());
        Viewer<ImageSeries>(series => series.View(), series => series.Images[series.Images.Count / 2].Preview());
        Viewer<ImageVolume>(volume => volume.View(), volume => volume.Frames[volume.Slices / 2].ToPng());
        Viewer<SeriesView>(view => view, view => view.ToPng());
        TableFormatters.Register<CohortImages>(images => Of(images.Series(), images.Count));
        TableFormatters.Register<IEnumerable<ImageSeries>>(series => Of([.. series], null));
    }

    private static void Picture<T>(Func<T, byte[]> png)
        where T : class
    {
        Formatter.Register<T>((value, writer) => writer.Write(Convert.ToBase64String(png(value))), ImageFormat.Png);
        RegisterWords<T>();
        Formatter.SetPreferredMimeTypesFor(typeof(T), ImageFormat.Png, PlainTextFormatter.MimeType);
    }

    private static void Viewer<T>(Func<T, SeriesView> view, Func<T, byte[]> still)
        where T : class
    {
        Formatter.Register<T>((value, writer) => writer.Write(view(value).ToJson()), SeriesView.MimeType);
        Formatter.Register<T>((value, writer) => writer.Write(Convert.ToBase64String(still(value))), ImageFormat.Png);
        RegisterWords<T>();
        Formatter.SetPreferredMimeTypesFor(typeof(T), SeriesView.MimeType, ImageFormat.Png, PlainTextFormatter.MimeType);
    }

    /// <summary>Words, and the same where the value stands inside something else, such as a list.</summary>
    private static void RegisterWords<T>()
        where T : class
    {
        Formatter.Register<T>((value, writer) => writer.Write(value.ToString()), PlainTextFormatter.MimeType);
        Formatter.Register<T>((value, writer) => TableHtml.Element(writer, "span", "wb-note", value.ToString()!), HtmlFormatter.MimeType);
    }

    private static TableView Of(IReadOnlyList<ImageSeries> series, int? images)
    {
        var rows = series.Take(TableLimits.Rows).Select(one => (IReadOnlyList<string?>)
        [
            one.Patient, CellText.Count(one.Study), CellText.Count(one.Number), one.Modality, CellText.Count(one.Images.Count), Size(one.Images[0]), Spacing(one.Images[0]), CellText.Of(one.Images[0].SliceThickness),
        ]);
        return new TableView(SeriesColumns, [.. rows], null, 0, series.Count, SeriesColumns.Length)
        {
            Noun = "series",
            Title = images is { } count ? $"{CellText.Count(count)} images" : null,
        };
    }

    private static string? Size(CohortImage image) => image is { Rows: { } rows, Columns: { } columns } ? string.Create(CultureInfo.InvariantCulture, $"{rows} x {columns}") : null;

    private static string? Spacing(CohortImage image) =>
        image is { RowSpacing: { } rows, ColumnSpacing: { } columns } ? string.Create(CultureInfo.InvariantCulture, $"{rows} x {columns}") : null;
}
