using Workbench.Dicom.Reading;

namespace Workbench.Dicom.Pixels;

/// <summary>
/// One compressed frame in, one uncompressed frame out. Some of the codecs are native code, so whoever holds data of more than one patient calls
/// this in a process that can do no harm.
/// </summary>
public static class FrameDecoder
{
    private const string JpegRoot = "1.2.840.10008.1.2.4.";

    /// <summary>Whether frames of a transfer syntax are decoded at all; video, JPEG XL and frames deflated one by one are not.</summary>
    public static bool Knows(string transferSyntaxUid) => CodecOf(transferSyntaxUid) != Codec.None;

    /// <summary>The colours that decoded pixels have: JPEG 2000 undoes its own transform, subsampled colours come out whole.</summary>
    public static string PhotometricAfter(string transferSyntaxUid, string photometric) => (CodecOf(transferSyntaxUid), photometric) switch
    {
        (Codec.Jpeg2000, "YBR_RCT" or "YBR_ICT") => "RGB",
        (_, "YBR_FULL_422") => "YBR_FULL",
        _ => photometric,
    };

    /// <summary>Decodes a frame.</summary>
    /// <param name="transferSyntaxUid">Of the file.</param>
    /// <param name="layout">What the image says about itself; a frame that does not fit it is refused.</param>
    /// <param name="frame">All fragments of the frame, one after the other.</param>
    /// <returns><see cref="PixelLayout.FrameBytesWithoutSubsampling"/> bytes: rows from the top, samples of a pixel side by side, little endian.</returns>
    /// <exception cref="DicomFormatException">The frame is broken, does not fit, or its syntax is not decoded.</exception>
    public static byte[] Decode(string transferSyntaxUid, PixelLayout layout, byte[] frame)
    {
        if (!layout.IsUsual || layout.FrameBytesWithoutSubsampling > int.MaxValue / 2)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "The image describes its pixels in a way that is not decoded.");
        }

        return CodecOf(transferSyntaxUid) switch
        {
            Codec.Rle => RleDecoder.Decode(layout, frame),
            Codec.Jpeg => JpegFrameDecoder.Decode(layout, frame),
            Codec.JpegLs => CharLs.Decode(layout, frame),
            Codec.Jpeg2000 => OpenJpeg.Decode(layout, frame),
            _ => throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "Frames of this transfer syntax are not decoded."),
        };
    }

    private static Codec CodecOf(string uid) => uid switch
    {
        "1.2.840.10008.1.2.5" => Codec.Rle,
        JpegRoot + "50" or JpegRoot + "51" or JpegRoot + "57" or JpegRoot + "70" => Codec.Jpeg,
        JpegRoot + "80" or JpegRoot + "81" => Codec.JpegLs,
        JpegRoot + "90" or JpegRoot + "91" or JpegRoot + "201" or JpegRoot + "202" or JpegRoot + "203" => Codec.Jpeg2000,
        _ => Codec.None,
    };

    private enum Codec
    {
        None,
        Rle,
        Jpeg,
        JpegLs,
        Jpeg2000,
    }
}
