using System.Globalization;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>merge-rare</c>: the value as it is where enough patients have it; the others become one word. It needs all rows, so the values are
/// merged when the table is loaded (<see cref="RareGroups"/>).
/// </summary>
public sealed class MergeRareRule(RareGroups groups) : Rule
{
    public RareGroups Groups => groups;

    public override string Words => "keep";

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is CategoryType or IntegerType or BooleanType, "merge-rare", "category, integer or boolean (a text column may hold names that many have: use keep-if or generalise, with \"rare\" beside it)");

    public override bool ShowsAgesOver(int age, ColumnType input) => input is IntegerType;

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = value;
        return null;
    }
}

/// <summary>How the rare values of a column are merged: those that fewer than <paramref name="Below"/> patients have become one word.</summary>
/// <param name="Below">Patients, at least 2. Where the merged ones are together fewer, the next rarest value goes with them.</param>
/// <param name="Word">What they become.</param>
public sealed record RareGroups(int Below, string Word)
{
    public const string DefaultWord = "Other";

    public string Words => string.Create(CultureInfo.InvariantCulture, $"values of fewer than {Below} patients as \"{Word}\"");

    /// <summary>Which values are merged.</summary>
    /// <param name="patients">Patients of each value, without the missing one.</param>
    public IReadOnlySet<string> Merged(IEnumerable<KeyValuePair<string, long>> patients)
    {
        var merged = new HashSet<string>(StringComparer.Ordinal);
        var together = 0L;
        foreach (var (value, count) in patients.OrderBy(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal))
        {
            // One rare value alone would be found behind the word again, so the word itself must have enough patients.
            if (count >= Below && (together == 0 || together >= Below))
            {
                break;
            }

            merged.Add(value);
            together += count;
        }

        return merged;
    }
}
