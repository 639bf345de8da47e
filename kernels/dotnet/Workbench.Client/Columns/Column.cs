namespace Workbench.Client.Columns;

/// <summary>
/// One column of a table as it arrived: a typed array and, where something is missing, which rows lack a value.
/// The element type is one of <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>,
/// <see cref="DateTime"/> (no zone) and <see cref="string"/>; read for a trainer (<see cref="ColumnForm.Trainer"/>) one of
/// <see cref="bool"/>, <see cref="float"/>, <see cref="DateTime"/> and <see cref="ReadOnlyMemory{T}"/> of <see cref="char"/>.
/// </summary>
internal abstract class Column
{
    protected Column(string name, bool[]? missing)
    {
        Name = name;
        Missing = missing;
    }

    public string Name { get; }

    /// <summary>Per row whether the value is missing; null when no value of the column is.</summary>
    public bool[]? Missing { get; }

    public abstract int Length { get; }

    public abstract Type ValueType { get; }
}

/// <summary>
/// A column with its values. A missing number of type <see cref="double"/> or <see cref="float"/> is also NaN and a missing text also null or empty;
/// for the other types the slot of a missing value holds the type's default and only <see cref="Column.Missing"/> tells.
/// </summary>
internal sealed class Column<T>(string name, T[] values, bool[]? missing) : Column(name, missing)
{
    public T[] Values { get; } = values;

    public override int Length => Values.Length;

    public override Type ValueType => typeof(T);
}
