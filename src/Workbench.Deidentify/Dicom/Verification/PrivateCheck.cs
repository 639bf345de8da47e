using System.Text;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Verification;

/// <summary>Private attributes of an output: none, or with Retain Safe Private those of Table E.3.10-1 under their creators (PS3.15 2025e, E.3.10).</summary>
internal sealed class PrivateCheck(bool mayStay)
{
    /// <summary>Creators by depth and the place that they reserve; those of an item that ended are dropped.</summary>
    private readonly Dictionary<(int Depth, uint Block), string> creators = [];

    public void Leave(int depth)
    {
        foreach (var key in creators.Keys.Where(key => key.Depth > depth).ToList())
        {
            creators.Remove(key);
        }
    }

    /// <summary>Whether the private attribute at hand may stand in the output.</summary>
    public bool Allows(DicomTokenizer tokenizer)
    {
        var tag = tokenizer.Tag;
        if (!mayStay || tokenizer.Kind != DicomTokenKind.Element || tag.Element < 0x0010)
        {
            return false;
        }

        if (tag.Element <= 0x00FF)
        {
            var name = tokenizer.Length <= 64 ? Encoding.ASCII.GetString(tokenizer.ReadValue()).Trim(' ', '\0') : "";
            creators[(tokenizer.Depth, ((uint)tag.Group << 16) | tag.Element)] = name;
            return SafePrivateList.Standard.Knows(tag.Group, name);
        }

        return creators.TryGetValue((tokenizer.Depth, ((uint)tag.Group << 16) | (uint)(tag.Element >> 8)), out var creator) &&
            SafePrivateList.Standard.Contains(tag.Group, (byte)(tag.Element & 0xFF), creator);
    }
}
