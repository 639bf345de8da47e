using System.Diagnostics;
using System.Text;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>
/// The process that decodes the compressed frames of one file: it gets one frame, gives one frame back, and has no file, no network and no other
/// file's pixels. It is started at the first frame and ended with the file. Without its sandbox it does not start, and the file waits.
/// </summary>
public sealed class DecoderProcess(TimeSpan? patience = null) : IDisposable
{
    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(60);
    private Process? process;

    /// <summary>Decodes one frame; see <see cref="FrameDecoder.Decode"/>.</summary>
    /// <exception cref="DicomFormatException">The frame is broken, or the process could not be started, died, or took too long.</exception>
    public byte[] Decode(string transferSyntaxUid, PixelLayout layout, byte[] frame)
    {
        try
        {
            process ??= Process.Start(DecoderSandbox.StartInfo()) ?? throw Failed();
            var answer = Task.Run(() => Exchange(process, transferSyntaxUid, layout, frame));
            if (!answer.Wait(patience))
            {
                Dispose();
                throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "A frame took too long to decode.");
            }

            return answer.Result;
        }
        catch (AggregateException error) when (error.InnerException is DicomFormatException refusal)
        {
            throw new DicomFormatException(refusal.Reason, refusal.Message);
        }
        catch (Exception error) when (error is AggregateException or IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Dispose();
            throw Failed();
        }
    }

    public void Dispose()
    {
        if (process is null)
        {
            return;
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        process = null;
    }

    private static byte[] Exchange(Process process, string transferSyntaxUid, PixelLayout layout, byte[] frame)
    {
        var writer = new BinaryWriter(process.StandardInput.BaseStream, Encoding.UTF8, leaveOpen: true);
        FrameMessage.Write(writer, transferSyntaxUid, layout, frame);
        writer.Flush();
        using var reader = new BinaryReader(process.StandardOutput.BaseStream, Encoding.UTF8, leaveOpen: true);
        var isDecoded = reader.ReadBoolean();
        if (!isDecoded)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenPixels, "A compressed frame is broken, does not fit the image, or is of a kind that is not decoded.");
        }

        // The process may be in foreign hands: it gives exactly as many bytes as the image has, or nothing.
        var decoded = reader.ReadBytes(checked((int)layout.FrameBytesWithoutSubsampling));
        return decoded.Length == layout.FrameBytesWithoutSubsampling ? decoded : throw Failed();
    }

    private static DicomFormatException Failed() =>
        new(DicomFormatException.Reasons.BrokenPixels, "The process that decodes frames could not be started in its sandbox, or ended; see docs/dicom.md, Pixels.");
}
