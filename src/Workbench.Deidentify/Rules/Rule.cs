using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// What becomes of one raw column. A rule is made from <c>source.yaml</c> once and then applied to every row; it holds no state of
/// rows, so that several threads may apply it. A new rule is one class and one line in <see cref="RuleTable"/>.
/// </summary>
public abstract class Rule
{
    /// <summary>Whether the column does not reach the snapshot at all.</summary>
    public virtual bool Drops => false;

    /// <summary>The rule in words, for the manifest: what it does and with which settings.</summary>
    public abstract string Words { get; }

    /// <summary>Type of the column in the snapshot.</summary>
    /// <param name="input">The raw column's declared type, one that <see cref="Refuses"/> accepted.</param>
    public virtual ValueKind OutputKind(ColumnType input) => input.Kind;

    /// <summary>Whether the rule may be put on a column of a type: null, or why not and what to do.</summary>
    public abstract (string What, string NextStep)? Refuses(ColumnType input);

    /// <summary>Whether, on a column of ages, two ages above <paramref name="age"/> could be told apart behind the rule.</summary>
    public virtual bool ShowsAgesOver(int age, ColumnType input) => false;

    /// <summary>Reads what the rule needs besides the rows, once before the first of them.</summary>
    /// <param name="read">The file of the source that was read, or null.</param>
    public virtual SourceRefusal? Prepare(SourceFolder source, out string? read)
    {
        read = null;
        return null;
    }

    /// <summary>Applies the rule to a value that is there (missing ones stay missing and do not come here).</summary>
    /// <param name="value">The raw value, of the declared type.</param>
    /// <param name="row">The whole row and its patient.</param>
    /// <param name="result">What goes into the snapshot, when the method returns null.</param>
    /// <returns>Null, or why the rule refuses the value, as a sentence that does not repeat it.</returns>
    public abstract string? Apply(in TypedValue value, RowContext row, out TypedValue result);

    protected static (string What, string NextStep)? Needs(bool given, string rule, string types) =>
        given ? null : ($"The rule \"{rule}\" needs a column of type {types}.", "Change the type or the rule.");
}
