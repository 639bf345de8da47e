namespace Workbench.Deidentify.Values;

/// <summary>
/// A declared type of a raw column: turns the bytes of a field into a value, or says why they are none. What it says
/// never repeats the field.
/// </summary>
public abstract class ColumnType
{
    /// <summary>Name in <c>source.yaml</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What values of the type are.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>Whether every possible value is known beforehand or is a measure, so that the column cannot carry an identity by itself.</summary>
    public virtual bool IsClosed => true;

    /// <summary>Reads a field that is not missing.</summary>
    /// <param name="field">The field in UTF-8, without quotes.</param>
    /// <param name="value">The value, when the result is null.</param>
    /// <returns>Null, or what a value has to be, as an end of the sentence "the value is not …".</returns>
    public abstract string? Parse(ReadOnlySpan<byte> field, out TypedValue value);
}
