using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

/// <summary>Something was shown.</summary>
/// <param name="value">The value itself; null where another process formatted it.</param>
/// <param name="formattedValues">In the media types in which it is shown.</param>
/// <param name="valueId">By which the display can be changed; null for what cannot.</param>
public abstract class DisplayEvent(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : KernelEvent(command)
{
    public object? Value => value;

    public IReadOnlyCollection<FormattedValue> FormattedValues => formattedValues ?? [];

    public string? ValueId => valueId;
}

/// <summary>The value of the last expression of a piece of code.</summary>
public sealed class ReturnValueProduced(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(value, command, formattedValues, valueId);

/// <summary>Code displayed something.</summary>
public sealed class DisplayedValueProduced(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(value, command, formattedValues, valueId);

/// <summary>Code changed what it had displayed.</summary>
public sealed class DisplayedValueUpdated(object? value, string valueId, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null)
    : DisplayEvent(value, command, formattedValues, valueId);

/// <summary>Code printed something.</summary>
public sealed class StandardOutputValueProduced(KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(null, command, formattedValues, valueId);

/// <summary>Code printed something as an error.</summary>
public sealed class StandardErrorValueProduced(KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(null, command, formattedValues, valueId);

/// <summary>Code failed, or something of it did.</summary>
public sealed class ErrorProduced(string message, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(message, command, formattedValues, valueId)
{
    public string Message => message;
}
