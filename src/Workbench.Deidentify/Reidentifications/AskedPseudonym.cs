using System.Security.Cryptography;
using System.Text;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Orders;
using Workbench.Governance.Reidentifications;

namespace Workbench.Deidentify.Reidentifications;

/// <summary>The pseudonym that somebody asked about, kept on the raw side until the question is answered or ended.</summary>
internal static class AskedPseudonym
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Whether a text could be a pseudonym of this product.</summary>
    public static bool IsOne(string text) => text.Length == PatientKeys.PseudonymLength && text.All(char.IsAsciiLetterLower);

    public static string Sha256(string pseudonym) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(pseudonym)));

    public static void Save(RawStore raw, ReidentificationId id, string pseudonym)
    {
        Directory.CreateDirectory(raw.Reidentifications, OwnerFolder);
        RawFile.Write(PathOf(raw, id), pseudonym);
    }

    /// <returns>Null when there is none, or it is not the one of the record.</returns>
    public static string? Find(RawStore raw, Reidentification record) =>
        File.Exists(PathOf(raw, record.Id)) && File.ReadAllText(PathOf(raw, record.Id)) is var text && Sha256(text) == record.PseudonymSha256 ? text : null;

    public static void Delete(RawStore raw, ReidentificationId id) => File.Delete(PathOf(raw, id));

    private static string PathOf(RawStore raw, ReidentificationId id) => Path.Combine(raw.Reidentifications, id.Value + ".pseudonym");
}
