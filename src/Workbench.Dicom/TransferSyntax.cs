namespace Workbench.Dicom;

/// <summary>How a data set is written as bytes (PS3.5 2025e, section 10 and annex A).</summary>
/// <param name="Uid">The registered UID.</param>
/// <param name="IsExplicit">Each element carries its value representation.</param>
/// <param name="IsBigEndian">The retired explicit big-endian syntax.</param>
/// <param name="IsDeflated">The data set after the file meta information is one deflate stream (RFC 1951).</param>
/// <param name="IsEncapsulated">Pixel data is a sequence of fragments.</param>
public sealed record TransferSyntax(string Uid, bool IsExplicit, bool IsBigEndian, bool IsDeflated, bool IsEncapsulated)
{
    public static readonly TransferSyntax ImplicitLittleEndian = new("1.2.840.10008.1.2", false, false, false, false);
    public static readonly TransferSyntax ExplicitLittleEndian = new("1.2.840.10008.1.2.1", true, false, false, false);
    public static readonly TransferSyntax DeflatedExplicitLittleEndian = new("1.2.840.10008.1.2.1.99", true, false, true, false);
    public static readonly TransferSyntax ExplicitBigEndian = new("1.2.840.10008.1.2.2", true, true, false, false);
    public static readonly TransferSyntax RleLossless = new("1.2.840.10008.1.2.5", true, false, false, true);

    private const string EncapsulatedRoot = "1.2.840.10008.1.2.4.";

    /// <summary>The syntax of a UID; null for one that this reader does not know, so that its file is refused rather than misread.</summary>
    public static TransferSyntax? Find(string uid) => uid switch
    {
        "1.2.840.10008.1.2" => ImplicitLittleEndian,
        "1.2.840.10008.1.2.1" => ExplicitLittleEndian,
        "1.2.840.10008.1.2.1.99" => DeflatedExplicitLittleEndian,
        "1.2.840.10008.1.2.2" => ExplicitBigEndian,
        "1.2.840.10008.1.2.5" => RleLossless,
        // Encapsulated uncompressed, and frames deflated one by one: fragments, though not under the JPEG root.
        "1.2.840.10008.1.2.1.98" or "1.2.840.10008.1.2.8.1" => new(uid, true, false, false, true),
        // JPEG, JPEG-LS, JPEG 2000, MPEG, HEVC, HTJ2K and JPEG XL: all explicit little endian with fragments (annex A.4).
        _ when uid.StartsWith(EncapsulatedRoot, StringComparison.Ordinal) && uid.Length > EncapsulatedRoot.Length => new(uid, true, false, false, true),
        _ => null,
    };
}
