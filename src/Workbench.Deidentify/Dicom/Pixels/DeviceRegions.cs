using System.Globalization;
using Workbench.Deidentify.Dicom.Identity;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>
/// Where devices burn text into their images, as data: a tab-separated file with the columns modality, manufacturer, model, columns, rows and boxes.
/// An empty field stands for any; manufacturer and model match by their beginning, whatever the case; boxes are written
/// LEFT,TOP,RIGHT,BOTTOM with a space between two of them. The first line that matches decides.
/// </summary>
public sealed class DeviceRegions
{
    public static readonly DeviceRegions None = new([]);

    private const string Header = "modality\tmanufacturer\tmodel\tcolumns\trows\tboxes";

    private readonly IReadOnlyList<Rule> rules;

    private DeviceRegions(IReadOnlyList<Rule> rules) => this.rules = rules;

    /// <summary>Reads a file of rules; null, with the problem, when one of its lines is no rule.</summary>
    public static DeviceRegions? Read(string path, out string problem)
    {
        problem = "";
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
        {
            problem = "The first line of the regions file must name its columns: " + Header.Replace("\t", ", ", StringComparison.Ordinal) + ", with tabs between.";
            return null;
        }

        var rules = new List<Rule>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
            {
                continue;
            }

            if (Parse(lines[i].Split('\t')) is not { } rule)
            {
                problem = $"Line {i + 1} of the regions file is no rule: six fields, whole numbers for columns and rows, and at least one box LEFT,TOP,RIGHT,BOTTOM.";
                return null;
            }

            rules.Add(rule);
        }

        return new DeviceRegions(rules);
    }

    /// <summary>The boxes that a device of this kind burns text into; null when no rule knows it.</summary>
    public BlankedRegion? Find(FileIdentity file) => rules.FirstOrDefault(rule => rule.Matches(file)) is { } found ? new BlankedRegion(found.Boxes, false, "device-rule") : null;

    private static Rule? Parse(string[] fields)
    {
        if (fields.Length != 6 || !TryNumber(fields[3], out var columns) || !TryNumber(fields[4], out var rows))
        {
            return null;
        }

        var boxes = fields[5].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PixelBox.Parse).ToArray();
        return boxes.Length == 0 || boxes.Any(box => box is null) ? null : new Rule(fields[0], fields[1], fields[2], columns, rows, [.. boxes.Select(box => box!.Value)]);
    }

    private static bool TryNumber(string text, out int? number)
    {
        number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return text.Length == 0 || number is not null;
    }

    private sealed record Rule(string Modality, string Manufacturer, string Model, int? Columns, int? Rows, IReadOnlyList<PixelBox> Boxes)
    {
        public bool Matches(FileIdentity file) =>
            (Modality.Length == 0 || file.ModalityCode.Equals(Modality, StringComparison.OrdinalIgnoreCase)) &&
            file.Image.Manufacturer.StartsWith(Manufacturer, StringComparison.OrdinalIgnoreCase) && file.Image.Model.StartsWith(Model, StringComparison.OrdinalIgnoreCase) &&
            (Columns ?? file.Image.Layout.Columns) == file.Image.Layout.Columns && (Rows ?? file.Image.Layout.Rows) == file.Image.Layout.Rows;
    }
}
