using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Building.Images;

/// <summary>One image with its place among those of the patient and in the packed files.</summary>
internal sealed record IndexedImage(ImageAttributes Attributes, int Study, int Series, int Instance, PackedPart File, PackedPart? Preview);

/// <summary>The table <c>images</c> of a snapshot: what each column says, and how it is filled.</summary>
internal static class ImageTable
{
    private static readonly Column[] Columns =
    [
        new("patient", ValueKind.Text, null, "the patient", ColumnRoles.Key, "pseudonym of patient", image => image.Attributes.Patient),
        new("image", ValueKind.Integer, null, "number of the image in the snapshot", ColumnRoles.Key, "counted", null),
        new("study", ValueKind.Integer, null, "number of the study of the patient, by date", ColumnRoles.Key, "counted", image => (long)image.Study),
        new("series", ValueKind.Integer, null, "number of the series of the study", ColumnRoles.Key, "counted", image => (long)image.Series),
        new("instance", ValueKind.Integer, null, "number of the image in the series, by position", ColumnRoles.Key, "counted", image => (long)image.Instance),
        new("modality", ValueKind.Text, null, "modality, as DICOM abbreviates it", ColumnRoles.Clinical, "profile", image => image.Attributes.Modality),
        new("rows", ValueKind.Integer, "pixels", "height", ColumnRoles.Admin, "profile", image => (long)image.Attributes.Layout.Rows),
        new("columns", ValueKind.Integer, "pixels", "width", ColumnRoles.Admin, "profile", image => (long)image.Attributes.Layout.Columns),
        new("frames", ValueKind.Integer, null, "frames", ColumnRoles.Admin, "profile", image => image.Attributes.HasPixels ? (long)image.Attributes.Layout.Frames : 0L),
        new("row_spacing", ValueKind.Number, "mm", "distance between rows", ColumnRoles.Admin, "profile", image => image.Attributes.Number(0x0028_0030)),
        new("column_spacing", ValueKind.Number, "mm", "distance between columns", ColumnRoles.Admin, "profile", image => image.Attributes.Number(0x0028_0030, 1)),
        new("slice_thickness", ValueKind.Number, "mm", "thickness of the slice", ColumnRoles.Admin, "profile", image => image.Attributes.Number(0x0018_0050)),
        new("position_z", ValueKind.Number, "mm", "place of the image along the patient's length", ColumnRoles.Admin, "profile", image => image.Attributes.Number(0x0020_0032, 2)),
        new("window_center", ValueKind.Number, null, "middle of the window to show it with", ColumnRoles.Admin, "profile", image => image.Attributes.Number(0x0028_1050)),
        new("window_width", ValueKind.Number, null, "width of the window to show it with", ColumnRoles.Admin, "profile", image => image.Attributes.Number(0x0028_1051)),
        new("pack", ValueKind.Integer, null, "packed file that holds the image", ColumnRoles.Admin, "packed", image => (long)image.File.Pack),
        new("offset", ValueKind.Integer, "bytes", "where it starts there", ColumnRoles.Admin, "packed", image => image.File.Offset),
        new("bytes", ValueKind.Integer, "bytes", "its size", ColumnRoles.Admin, "packed", image => image.File.Bytes),
        new("sha256", ValueKind.Text, null, "its hash", ColumnRoles.Admin, "packed", image => image.File.Sha256),
        new("preview_pack", ValueKind.Integer, null, "packed file that holds the preview", ColumnRoles.Admin, "packed", image => (long?)image.Preview?.Pack),
        new("preview_offset", ValueKind.Integer, "bytes", "where the preview starts there", ColumnRoles.Admin, "packed", image => image.Preview?.Offset),
        new("preview_bytes", ValueKind.Integer, "bytes", "size of the preview", ColumnRoles.Admin, "packed", image => image.Preview?.Bytes),
        new("preview_sha256", ValueKind.Text, null, "hash of the preview", ColumnRoles.Admin, "packed", image => image.Preview?.Sha256),
    ];

    public static IReadOnlyList<string> Names => [.. Columns.Select(column => column.Name)];

    /// <summary>Makes the table in the work database; images are numbered in the order in which they come.</summary>
    public static void Fill(WorkDatabase work, IEnumerable<IndexedImage> images)
    {
        work.Execute($"CREATE TABLE {ImagesDefinition.Table} ({string.Join(", ", Columns.Select(column => $"{ParquetWriter.Quote(column.Name)} {WorkDatabase.TypeName(column.Kind)}"))})");
        using var appender = work.Connection.CreateAppender(ImagesDefinition.Table);
        var number = 0L;
        foreach (var image in images)
        {
            number++;
            var row = appender.CreateRow();
            foreach (var column in Columns)
            {
                _ = (column.Value is null ? number : column.Value(image)) switch
                {
                    long whole => row.AppendValue(whole),
                    double real => row.AppendValue(real),
                    string text => row.AppendValue(text),
                    _ => row.AppendNullValue(),
                };
            }

            row.EndRow();
        }
    }

    public static IReadOnlyList<ManifestColumn> Describe(WorkDatabase work)
    {
        var missing = work.Query(
            $"SELECT {string.Join(", ", Columns.Select(column => $"count(*) - count({ParquetWriter.Quote(column.Name)})"))} FROM {ImagesDefinition.Table}",
            row => Enumerable.Range(0, Columns.Length).Select(row.GetInt64).ToList()).Single();
        return [.. Columns.Select((column, i) => new ManifestColumn(column.Name, WorkDatabase.TypeName(column.Kind), column.Unit, column.Meaning, column.Role, column.Rule, missing[i]))];
    }

    /// <param name="Value">Of an image; null for the number of the row.</param>
    private sealed record Column(string Name, ValueKind Kind, string? Unit, string Meaning, string Role, string Rule, Func<IndexedImage, object?>? Value);
}
