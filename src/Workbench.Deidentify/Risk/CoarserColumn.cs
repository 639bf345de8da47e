namespace Workbench.Deidentify.Risk;

/// <summary>One way to make a column of the snapshot coarser by another rule.</summary>
/// <param name="Write">What to write in <c>source.yaml</c> for the column.</param>
/// <param name="Words">What becomes of the column, in words.</param>
/// <param name="Groups">The coarser value of each present value, by its text; the missing value stays alone. Null when the rule would leave the column out.</param>
public sealed record CoarserColumn(string Write, string Words, IReadOnlyDictionary<string, string>? Groups)
{
    /// <summary>Whether the column would be left out.</summary>
    public bool Drops => Groups is null;

    public static CoarserColumn Drop { get; } = new("rule: drop", "left out (take it out of quasi-identifiers and counts too)", null);
}
