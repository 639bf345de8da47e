using System.Globalization;
using System.Text;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Dicom;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Building.Images;

/// <summary>What the index says of one image, read from its de-identified file; nothing of the raw file gets here.</summary>
internal sealed record ImageAttributes
{
    public required string Patient { get; init; }

    public required PixelLayout Layout { get; init; }

    public required TransferSyntax Syntax { get; init; }

    public required bool HasPixels { get; init; }

    public required IReadOnlyDictionary<uint, string> Texts { get; init; }

    public string Study => Text(0x0020_000D);

    public string Series => Text(0x0020_000E);

    public string Instance => Text(0x0008_0018);

    public string Modality => Text(0x0008_0060);

    public static ImageAttributes Read(Stream file)
    {
        var identity = FileIdentity.Read(file);
        file.Position = 0;
        var texts = new Dictionary<uint, string>();
        using var tokenizer = new DicomTokenizer(file, ownsStream: false);
        while (tokenizer.Read())
        {
            if (tokenizer.Depth == 0 && tokenizer.Tag.Group >= 0x7FE0)
            {
                break;
            }

            if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0 && !tokenizer.IsMeta && tokenizer.Representation.IsText && tokenizer.Length is > 0 and <= 256)
            {
                texts[tokenizer.Tag.Value] = Encoding.Latin1.GetString(tokenizer.ReadValue()).Trim(' ', '\0');
            }
        }

        return new ImageAttributes { Patient = identity.Patient, Layout = identity.Image.Layout, Syntax = identity.Syntax, HasPixels = identity.HasPixels, Texts = texts };
    }

    public string Text(uint tag) => Texts.GetValueOrDefault(tag, "");

    /// <summary>A number of a multi-valued decimal string, or null.</summary>
    public double? Number(uint tag, int place = 0) =>
        Text(tag).Split('\\') is var parts && parts.Length > place && double.TryParse(parts[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public long? Whole(uint tag) => Number(tag) is { } number && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? (long)number : null;
}
