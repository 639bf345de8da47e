namespace Workbench.Dicom.Reading;

/// <summary>A file that cannot be read with certainty. The reason is a stable code; the message names tags and positions, never a value.</summary>
public sealed class DicomFormatException(string reason, string message) : Exception(message)
{
    /// <summary>A stable code: one of <see cref="Reasons"/>.</summary>
    public string Reason { get; } = reason;

    public static class Reasons
    {
        public const string NotDicom = "not-dicom";
        public const string Truncated = "truncated";
        public const string UnknownTransferSyntax = "unknown-transfer-syntax";
        public const string BrokenStructure = "broken-structure";
        public const string UnknownRepresentation = "unknown-value-representation";
        public const string LimitExceeded = "limit-exceeded";
        public const string BrokenDeflate = "broken-deflate";
        public const string BrokenPixels = "broken-pixels";
    }
}
