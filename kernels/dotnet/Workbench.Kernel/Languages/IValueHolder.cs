namespace Workbench.Kernel.Languages;

/// <summary>A language with variables that other languages can read and set.</summary>
internal interface IValueHolder
{
    /// <summary>
    /// Whether objects of this process may be set as they are. Others are never given a <see cref="SharedValue.Reference"/>: it is
    /// made a table, JSON or text on the way.
    /// </summary>
    bool SharesObjects => false;

    /// <summary>Whether tables are given as <see cref="SharedValue.Columns"/>, and lists of records, which could go as JSON, as tables.</summary>
    bool PrefersTables => false;

    /// <summary>The variables that a user would call their own, in the order in which they were declared.</summary>
    IReadOnlyList<HeldValue> Values { get; }

    /// <returns>The value as it can leave the language, or null where there is no such variable.</returns>
    SharedValue? Get(string name);

    /// <summary>Declares a variable of that name, or replaces the one that is there.</summary>
    /// <returns>Why the value cannot stand there, in a sentence for the user; null when it was set.</returns>
    string? Set(string name, SharedValue value);
}

/// <param name="Name">The variable.</param>
/// <param name="Type">Its type as the language's users write it, such as <c>List&lt;int&gt;</c>.</param>
/// <param name="Shape">Rows and columns, or a count; null where the value has neither.</param>
/// <param name="Preview">The value in at most 200 characters of one line.</param>
internal sealed record HeldValue(string Name, string Type, string? Shape, string Preview)
{
    /// <summary>The type's whole name, where it has a longer one, such as <c>System.Int32</c>.</summary>
    public string FullType { get; init; } = Type;
}
