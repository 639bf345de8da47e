using System.Text.Json.Serialization;

namespace Workbench.Client.Images;

/// <summary>A row of the table <c>images</c>; what the permit does not name is null.</summary>
internal sealed record ImageRow(
    [property: JsonPropertyName("patient")] string? Patient,
    [property: JsonPropertyName("image")] long? Image,
    [property: JsonPropertyName("study")] int? Study,
    [property: JsonPropertyName("series")] int? Series,
    [property: JsonPropertyName("instance")] int? Instance,
    [property: JsonPropertyName("modality")] string? Modality,
    [property: JsonPropertyName("rows")] int? Rows,
    [property: JsonPropertyName("columns")] int? Columns,
    [property: JsonPropertyName("frames")] int? Frames,
    [property: JsonPropertyName("row_spacing")] double? RowSpacing,
    [property: JsonPropertyName("column_spacing")] double? ColumnSpacing,
    [property: JsonPropertyName("slice_thickness")] double? SliceThickness,
    [property: JsonPropertyName("position_z")] double? PositionZ,
    [property: JsonPropertyName("window_center")] double? WindowCenter,
    [property: JsonPropertyName("window_width")] double? WindowWidth);
