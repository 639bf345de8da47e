using Microsoft.DotNet.Interactive;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Api;

/// <summary>Values that a cell has formatted itself: they are shown as they are.</summary>
internal static class FormattedValues
{
    /// <returns>Null for a value that is none.</returns>
    public static MimeBundle? Bundle(object? value) => value switch
    {
        FormattedValue one => ValueFormatting.Raw(one.Value, one.MimeType),
        IEnumerable<FormattedValue> many => Bundle(many),
        _ => null,
    };

    public static MimeBundle Bundle(IEnumerable<FormattedValue> values) =>
        new([.. values.DistinctBy(static one => one.MimeType).Select(static one => KeyValuePair.Create(one.MimeType, one.Value))]);
}
