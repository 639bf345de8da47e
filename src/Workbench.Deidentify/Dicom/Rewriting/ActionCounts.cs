using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;

namespace Workbench.Deidentify.Dicom.Rewriting;

/// <summary>How often each action was taken on each tag: the evidence of the conformance report.</summary>
public sealed class ActionCounts
{
    private readonly Dictionary<(uint Tag, AttributeAction Action), int> counts = [];

    public IEnumerable<(DicomTag Tag, AttributeAction Action, int Count)> All =>
        counts.OrderBy(entry => entry.Key.Tag).ThenBy(entry => entry.Key.Action).Select(entry => (new DicomTag(entry.Key.Tag), entry.Key.Action, entry.Value));

    public void Add(DicomTag tag, AttributeAction action) => counts[(tag.Value, action)] = counts.GetValueOrDefault((tag.Value, action)) + 1;
}
