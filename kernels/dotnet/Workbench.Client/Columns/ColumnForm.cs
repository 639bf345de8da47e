namespace Workbench.Client.Columns;

/// <summary>For whom a table is read.</summary>
internal enum ColumnForm
{
    /// <summary>Every value as it is, for frames.</summary>
    Exact,

    /// <summary>
    /// As ML.NET's trainers take it: numbers as <see cref="float"/> (NaN for missing) and texts as
    /// <see cref="ReadOnlyMemory{T}"/> of <see cref="char"/> (empty for missing), a third of the memory of both forms together.
    /// </summary>
    Trainer,
}
