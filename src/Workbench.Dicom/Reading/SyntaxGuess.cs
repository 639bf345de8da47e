using System.Buffers.Binary;

namespace Workbench.Dicom.Reading;

/// <summary>How a file without file meta information is written.</summary>
internal static class SyntaxGuess
{
    /// <summary>Only the first element says how the file is written. Anything unclear is refused.</summary>
    /// <param name="head">The file's first 8 bytes.</param>
    /// <exception cref="DicomFormatException">It does not start with a DICOM element.</exception>
    public static TransferSyntax From(ReadOnlySpan<byte> head)
    {
        var little = BinaryPrimitives.ReadUInt16LittleEndian(head);
        var big = BinaryPrimitives.ReadUInt16BigEndian(head);
        var letters = new ValueRepresentation(BinaryPrimitives.ReadUInt16BigEndian(head[4..]));
        if (little is 0x0004 or 0x0008 or 0x0010)
        {
            return letters.IsKnown ? TransferSyntax.ExplicitLittleEndian : TransferSyntax.ImplicitLittleEndian;
        }

        if (big is 0x0004 or 0x0008 or 0x0010 && letters.IsKnown)
        {
            return TransferSyntax.ExplicitBigEndian;
        }

        throw new DicomFormatException(DicomFormatException.Reasons.NotDicom, "The file has no DICOM prefix and does not start with a DICOM element.");
    }
}
