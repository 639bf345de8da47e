using System.IO.Compression;

namespace Workbench.Dicom.Reading;

/// <summary>The deflated part of a file (PS3.5 2025e, A.5), inflated up to a limit.</summary>
internal sealed class LimitedInflateStream(Stream deflated, long limit) : Stream
{
    private readonly DeflateStream inflate = new(deflated, CompressionMode.Decompress, leaveOpen: false);
    private long produced;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => produced; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read;
        try
        {
            read = inflate.Read(buffer, offset, count);
        }
        catch (InvalidDataException)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.BrokenDeflate, "The deflated data set is broken.");
        }

        produced += read;
        return produced <= limit
            ? read
            : throw new DicomFormatException(DicomFormatException.Reasons.LimitExceeded, $"The deflated data set inflates to more than {limit} bytes.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inflate.Dispose();
        }

        base.Dispose(disposing);
    }
}
