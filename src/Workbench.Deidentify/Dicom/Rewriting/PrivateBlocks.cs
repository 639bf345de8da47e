using System.Text;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>
/// Private attributes of one data set or item: which creator reserved which block (PS3.5 2025e, 7.8.1), and what happens to an
/// attribute of it. Without the option all go; with it those on the safe list stay, with their creators (PS3.15 2025e, E.3.10).
/// </summary>
internal sealed class PrivateBlocks(bool retainsSafe)
{
    private Dictionary<uint, string>? creators;

    /// <summary>The action for a private attribute; null when it was written here already.</summary>
    public AttributeAction? Act(DicomTokenizer tokenizer, DicomWriter writer)
    {
        var tag = tokenizer.Tag;
        if (!retainsSafe || tag.IsGroupLength)
        {
            return AttributeAction.Remove;
        }

        if (tag.IsPrivateCreator && tokenizer.Kind == DicomTokenKind.Element && tokenizer.Length is > 0 and <= 64)
        {
            // All creators of a group stand before its elements, so a creator is written before it is known whether any of its block
            // stays; only names that the standard itself lists are.
            var name = Encoding.ASCII.GetString(tokenizer.ReadValue()).Trim(' ', '\0');
            (creators ??= [])[tag.Value] = name;
            if (SafePrivateList.Standard.Knows(tag.Group, name))
            {
                writer.WriteElement(tag, ValueRepresentation.LO, Encoding.ASCII.GetBytes(name));
            }

            return null;
        }

        return tokenizer.Kind == DicomTokenKind.Element && CreatorOf(tag) is { } creator && SafePrivateList.Standard.Contains(tag.Group, (byte)tag.Element, creator)
            ? AttributeAction.Keep
            : AttributeAction.Remove;
    }

    private string? CreatorOf(DicomTag element) => creators?.GetValueOrDefault(new DicomTag(element.Group, (ushort)(element.Element >> 8)).Value);
}
