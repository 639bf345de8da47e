using System.Buffers.Binary;
using System.Text;
using Workbench.Client.Images;
using Workbench.Dicom;
using Workbench.Dicom.Writing;

namespace Workbench.Client.Tests.Images;

public sealed class DicomPixelsTests
{
    [Fact]
    public void Signed_pixels_become_hounsfield_units_with_shape_and_spacing()
    {
        var frame = Assert.Single(DicomPixels.Read(File(2, 3, "MONOCHROME2", 1, 16, isSigned: true, Words(-1000, -500, 0, 40, 400, 1000), slope: "2", intercept: "-24")));

        Assert.Equal((2, 3), (frame.Rows, frame.Columns));
        Assert.Equal([-2024, -1024, -24, 56, 776, 1976], frame.Values);
        Assert.Equal(776, frame[1, 1]);
        Assert.Equal((0.5, 0.75), (frame.RowSpacing, frame.ColumnSpacing));
        Assert.Equal(1976, frame.ToArray()[1, 2]);
        Assert.Equal([0, 1, 0, 0, 0, -1], frame.Orientation!);
        Assert.Equal(("HU", new ImageWindow(-600, 1500), false), (frame.Unit, frame.Window, frame.IsInverted));
    }

    [Fact]
    public void Coloured_pixels_become_their_luminance()
    {
        var frame = Assert.Single(DicomPixels.Read(File(1, 2, "RGB", 3, 8, isSigned: false, [255, 0, 0, 10, 10, 10])));

        Assert.Equal(76.245f, frame[0, 0], 0.001f);
        Assert.Equal(10, frame[0, 1], 0.001f);
    }

    [Fact]
    public void Frames_come_in_their_order()
    {
        var frames = DicomPixels.Read(File(1, 1, "MONOCHROME2", 1, 8, isSigned: false, [7, 9], frames: 2));

        Assert.Equal([7, 9], frames.Select(frame => frame[0, 0]));
    }

    [Fact]
    public void Pixels_that_are_cut_off_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => DicomPixels.Read(File(4, 4, "MONOCHROME2", 1, 8, isSigned: false, [1, 2])));

    [Fact]
    public void File_without_pixels_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => DicomPixels.Read(File(1, 1, "MONOCHROME2", 1, 8, isSigned: false, [])));

    private static byte[] Words(params short[] values)
    {
        var bytes = new byte[values.Length * 2];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
        }

        return bytes;
    }

    private static byte[] File(int rows, int columns, string photometric, int samples, int bits, bool isSigned, byte[] pixels, string slope = "1", string intercept = "0", int frames = 1)
    {
        using var file = new MemoryStream();
        DicomWriter.WriteMeta(file, TransferSyntax.ExplicitLittleEndian, "1.2.840.10008.5.1.4.1.1.2"u8, "1.2.3"u8, "1.2.3.4"u8, "TEST"u8);
        var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian);
        void Text(ushort element, ValueRepresentation representation, string text) => writer.WriteElement(new DicomTag(0x0028, element), representation, Encoding.ASCII.GetBytes(text));
        writer.WriteElement(new DicomTag(0x0020, 0x0037), ValueRepresentation.DS, "0\\1\\0\\0\\0\\-1"u8);
        void Number(ushort element, int number) => writer.WriteElement(new DicomTag(0x0028, element), ValueRepresentation.US, [(byte)number, (byte)(number >> 8)]);
        Number(0x0002, samples);
        Text(0x0004, ValueRepresentation.CS, photometric);
        Text(0x0008, ValueRepresentation.IS, $"{frames}");
        Number(0x0010, rows);
        Number(0x0011, columns);
        Text(0x0030, ValueRepresentation.DS, "0.5\\0.75");
        Number(0x0100, bits);
        Number(0x0101, bits);
        Number(0x0103, isSigned ? 1 : 0);
        Text(0x1050, ValueRepresentation.DS, "-600");
        Text(0x1051, ValueRepresentation.DS, "1500");
        Text(0x1052, ValueRepresentation.DS, intercept);
        Text(0x1053, ValueRepresentation.DS, slope);
        Text(0x1054, ValueRepresentation.LO, "HU");
        if (pixels.Length > 0)
        {
            writer.WriteElement(DicomTags.PixelData, ValueRepresentation.OW, pixels);
        }

        return file.ToArray();
    }
}
