using System.Text;
using Workbench.Dicom;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>Which creator reserved which block of private elements in one data set or item (PS3.5 2025e, 7.8.1). Creators are written only when something of their block stays.</summary>
internal sealed class PrivateBlocks
{
    private Dictionary<uint, string>? creators;
    private HashSet<uint>? written;

    public void Reserve(DicomTag creator, string name) => (creators ??= [])[creator.Value] = name;

    public string? CreatorOf(DicomTag element) => creators?.GetValueOrDefault(CreatorTag(element).Value);

    public void WriteCreatorOnce(DicomTag element, DicomWriter writer)
    {
        var tag = CreatorTag(element);
        if ((written ??= []).Add(tag.Value))
        {
            writer.WriteElement(tag, ValueRepresentation.LO, Encoding.ASCII.GetBytes(creators![tag.Value]));
        }
    }

    private static DicomTag CreatorTag(DicomTag element) => new(element.Group, (ushort)(element.Element >> 8));
}
