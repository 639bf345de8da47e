using Workbench.Kernel.Api;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Output;

namespace Microsoft.DotNet.Interactive;

/// <summary>Something that a cell shows and can change later.</summary>
public sealed class DisplayedValue
{
    private readonly CellOutput output;

    internal DisplayedValue(string displayId, IReadOnlyCollection<string> mimeTypes, CellOutput output)
    {
        DisplayId = displayId;
        MimeTypes = mimeTypes;
        this.output = output;
    }

    public string DisplayId { get; }

    /// <summary>The media types that were asked for; empty for what each value's type prefers.</summary>
    public IReadOnlyCollection<string> MimeTypes { get; }

    /// <summary>Shows another value in the same place.</summary>
    public void Update(object? updatedValue) => (CellHost.Running?.Output ?? output).Update(DisplayId, FormattedValues.Bundle(updatedValue) ?? ValueFormatting.Format(updatedValue, MimeTypes), updatedValue);
}
