using System.Text;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary><c>decode-frames</c>: what runs in the sandbox. Frames come on standard input and go to standard output until the input ends.</summary>
internal static class DecoderCommand
{
    public const string Verb = "decode-frames";

    public static int Run()
    {
        using var input = new BinaryReader(Console.OpenStandardInput(), Encoding.UTF8);
        using var output = new BinaryWriter(Console.OpenStandardOutput(), Encoding.UTF8);
        while (true)
        {
            try
            {
                var (uid, layout, frame) = FrameMessage.Read(input);
                Answer(output, uid, layout, frame);
            }
            catch (EndOfStreamException)
            {
                return 0;
            }
        }
    }

    private static void Answer(BinaryWriter output, string uid, PixelLayout layout, byte[] frame)
    {
        try
        {
            var decoded = FrameDecoder.Decode(uid, layout, frame);
            output.Write(true);
            output.Write(decoded);
        }
        catch (DicomFormatException)
        {
            output.Write(false);
        }

        output.Flush();
    }
}
