namespace Workbench.Kernel.Languages.Editing;

/// <summary>A language that can say what may stand at the cursor.</summary>
internal interface ICompletion
{
    /// <param name="code">Code of this language alone, in the lines in which it stands in the cell: other lines are blank.</param>
    /// <param name="position">The cursor, in UTF-16 units from 0.</param>
    Completions Complete(string code, int position);
}

/// <summary>What can stand at the cursor.</summary>
/// <param name="Text">What is inserted.</param>
/// <param name="Kind">Such as <c>function</c>, <c>class</c>, <c>keyword</c>, <c>instance</c>; what clients choose an icon by.</param>
internal readonly record struct CompletionMatch(string Text, string Kind);

/// <param name="Start">UTF-16 position from which the text is replaced, up to <paramref name="End"/>.</param>
internal sealed record Completions(IReadOnlyList<CompletionMatch> Items, int Start, int End)
{
    public static Completions None(int position) => new([], position, position);
}
