using System.Security.Cryptography;
using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Identity;

/// <summary>Which SOP instance a file holds, from its first elements alone.</summary>
internal static class InstanceOf
{
    private static readonly DicomLimits FirstElements = new() { WindowBytes = 2048 };

    /// <summary>
    /// The SOP instance UID as <see cref="FileIdentity"/> finds it; for a file without one the hash of its bytes; null when it cannot be read, and
    /// processing it says why.
    /// </summary>
    public static string? File(string path)
    {
        try
        {
            using var tokenizer = new DicomTokenizer(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0), limits: FirstElements);
            var uid = "";
            while (tokenizer.Read() && (tokenizer.IsMeta || tokenizer.Tag <= DicomTags.SopInstanceUid))
            {
                if ((tokenizer.Tag == DicomTags.SopInstanceUid || tokenizer.Tag == DicomTags.MediaStorageSopInstanceUid) && tokenizer.Depth == 0 && tokenizer.Length is > 0 and <= 128)
                {
                    var found = Encoding.Latin1.GetString(tokenizer.ReadValue()).Trim('\0', ' ');
                    uid = found.Length > 0 ? found : uid;
                }
            }

            return uid.Length > 0 ? uid : Hash(path);
        }
        catch (Exception e) when (e is DicomFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }

    }

    private static string Hash(string path)
    {
        using var file = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
