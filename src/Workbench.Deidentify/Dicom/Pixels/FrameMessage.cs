using Workbench.Dicom.Pixels;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>One compressed frame on its way to the decoding process.</summary>
internal static class FrameMessage
{
    public const int LargestFrameBytes = 256 * 1024 * 1024;

    public static void Write(BinaryWriter writer, string transferSyntaxUid, PixelLayout layout, byte[] frame)
    {
        writer.Write(transferSyntaxUid);
        writer.Write(layout.Rows);
        writer.Write(layout.Columns);
        writer.Write(layout.SamplesPerPixel);
        writer.Write(layout.BitsAllocated);
        writer.Write(layout.BitsStored);
        writer.Write(layout.IsSigned);
        writer.Write(layout.Photometric);
        writer.Write(frame.Length);
        writer.Write(frame);
    }

    /// <exception cref="EndOfStreamException">There is no further frame.</exception>
    public static (string TransferSyntaxUid, PixelLayout Layout, byte[] Frame) Read(BinaryReader reader)
    {
        var uid = reader.ReadString();
        var layout = new PixelLayout
        {
            Rows = reader.ReadInt32(),
            Columns = reader.ReadInt32(),
            SamplesPerPixel = reader.ReadInt32(),
            BitsAllocated = reader.ReadInt32(),
            BitsStored = reader.ReadInt32(),
            IsSigned = reader.ReadBoolean(),
            Photometric = reader.ReadString(),
        };
        var length = reader.ReadInt32();
        return length is >= 0 and <= LargestFrameBytes ? (uid, layout, reader.ReadBytes(length)) : throw new EndOfStreamException();
    }
}
