using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Dicom;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Identity;

/// <summary>What a file says about its pixels and the device that made them; collected element by element.</summary>
public sealed class ImageDescription
{
    private readonly List<PixelBox> regions = [];
    private readonly int[] region = new int[4];
    private bool isInRegions;

    public PixelLayout Layout { get; private set; } = new();

    /// <summary>(0018,6011) Sequence of Ultrasound Regions: where the device says that image, graph or scale stands.</summary>
    public IReadOnlyList<PixelBox> UltrasoundRegions => regions;

    /// <summary>(0008,0070).</summary>
    public string Manufacturer { get; private set; } = "";

    /// <summary>(0008,1090).</summary>
    public string Model { get; private set; } = "";

    internal void Note(DicomTokenizer tokenizer)
    {
        switch (tokenizer.Kind)
        {
            case DicomTokenKind.SequenceStart when tokenizer.Tag.Value == 0x0018_6011 && tokenizer.Depth == 1:
                isInRegions = true;
                break;
            case DicomTokenKind.SequenceEnd when tokenizer.Tag.Value == 0x0018_6011:
                isInRegions = false;
                break;
            case DicomTokenKind.ItemStart when isInRegions:
                Array.Fill(region, -1);
                break;
            case DicomTokenKind.ItemEnd when isInRegions && tokenizer.Depth == 1:
                AddRegion();
                break;
            case DicomTokenKind.Element when isInRegions && tokenizer.Depth == 2 && tokenizer.Length == 4:
                NoteRegion(tokenizer);
                break;
            case DicomTokenKind.Element when tokenizer.Depth == 0:
                NoteElement(tokenizer);
                break;
        }
    }

    private void AddRegion()
    {
        if (region[0] >= 0 && region[1] >= 0 && region[2] >= region[0] && region[3] >= region[1])
        {
            regions.Add(new PixelBox(region[0], region[1], region[2], region[3]));
        }
    }

    private void NoteRegion(DicomTokenizer tokenizer)
    {
        var at = tokenizer.Tag.Value switch { 0x0018_6018 => 0, 0x0018_601A => 1, 0x0018_601C => 2, 0x0018_601E => 3, _ => -1 };
        if (at >= 0)
        {
            var value = tokenizer.PeekValue();
            region[at] = tokenizer.IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(value) : BinaryPrimitives.ReadInt32LittleEndian(value);
        }
    }

    private void NoteElement(DicomTokenizer tokenizer)
    {
        Layout = tokenizer.Tag.Value switch
        {
            0x0028_0002 => Layout with { SamplesPerPixel = Number(tokenizer) },
            0x0028_0004 => Layout with { Photometric = Words(tokenizer).ToUpperInvariant() },
            0x0028_0006 => Layout with { IsPlanar = Number(tokenizer) == 1 },
            0x0028_0008 => Layout with { Frames = int.TryParse(Words(tokenizer), NumberStyles.Integer, CultureInfo.InvariantCulture, out var frames) ? frames : 0 },
            0x0028_0010 => Layout with { Rows = Number(tokenizer) },
            0x0028_0011 => Layout with { Columns = Number(tokenizer) },
            0x0028_0100 => Layout with { BitsAllocated = Number(tokenizer) },
            0x0028_0101 => Layout with { BitsStored = Number(tokenizer) },
            0x0028_0103 => Layout with { IsSigned = Number(tokenizer) == 1 },
            _ => Layout,
        };
        if (tokenizer.Tag.Value == 0x0008_0070)
        {
            Manufacturer = Words(tokenizer);
        }
        else if (tokenizer.Tag.Value == 0x0008_1090)
        {
            Model = Words(tokenizer);
        }
    }

    private static int Number(DicomTokenizer tokenizer)
    {
        if (tokenizer.Length != 2)
        {
            return 0;
        }

        var value = tokenizer.PeekValue();
        return tokenizer.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value);
    }

    private static string Words(DicomTokenizer tokenizer) => tokenizer.Length is > 0 and <= 256 ? Encoding.Latin1.GetString(tokenizer.PeekValue()).Trim('\0', ' ') : "";
}
