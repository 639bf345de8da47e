using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>Which creator reserved which block of private elements in one data set or item (PS3.5 2025e, 7.8.1).</summary>
internal sealed class PrivateBlocks
{
    private Dictionary<uint, string>? creators;

    public void Reserve(DicomTag creator, string name) => (creators ??= [])[creator.Value] = name;

    public string? CreatorOf(DicomTag element) => creators?.GetValueOrDefault(new DicomTag(element.Group, (ushort)(element.Element >> 8)).Value);
}
