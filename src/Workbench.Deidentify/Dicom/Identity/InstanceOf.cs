using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Identity;

/// <summary>Which SOP instance a file holds, from its first elements alone.</summary>
internal static class InstanceOf
{
    private static readonly DicomLimits FirstElements = new() { WindowBytes = 2048 };

    /// <summary>(0008,0018), or null when the file has none or cannot be read; processing the file says why.</summary>
    public static string? File(string path)
    {
        try
        {
            using var tokenizer = new DicomTokenizer(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0), limits: FirstElements);
            while (tokenizer.Read() && (tokenizer.IsMeta || tokenizer.Tag <= DicomTags.SopInstanceUid))
            {
                if (tokenizer.Tag == DicomTags.SopInstanceUid && tokenizer.Depth == 0 && tokenizer.Length is > 0 and <= 128)
                {
                    return Encoding.Latin1.GetString(tokenizer.ReadValue()).Trim('\0', ' ');
                }
            }
        }
        catch (Exception e) when (e is DicomFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return null;
    }
}
