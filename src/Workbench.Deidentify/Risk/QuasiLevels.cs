using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Risk;

/// <summary>One quasi-identifier of a table with the ways to make it coarser: level 0 is as it is, the last one leaves it out.</summary>
internal sealed class QuasiLevels
{
    private readonly (int Code, bool Changed)[][] codes;

    /// <param name="values">The values as text, the missing one as null, with their patients.</param>
    public QuasiLevels(ColumnDefinition column, IReadOnlyList<(string? Value, long Patients)> values, IReadOnlyList<CoarserColumn> coarser)
    {
        (Column, Values, Coarser) = (column, values.Count, coarser);
        var all = Math.Max(1, values.Sum(v => v.Patients));
        var levels = new List<(double Loss, double Changed)> { (0, 0) };
        codes = [.. values.Select((_, i) => new (int, bool)[coarser.Count])];
        for (var level = 0; level < coarser.Count - 1; level++)
        {
            var groups = values.Select((v, i) => (v, i)).GroupBy(v => v.v.Value is { } value ? coarser[level].Groups![value] : null).ToList();
            var (loss, changed, code) = (0.0, 0L, 0);
            foreach (var group in groups)
            {
                var (members, patients) = (group.Count(), group.Sum(v => v.v.Patients));
                loss += (double)patients * (members - 1) / Math.Max(1, values.Count - 1) / all;
                changed += members > 1 ? patients : 0;
                foreach (var (_, i) in group)
                {
                    codes[i][level + 1] = (code, members > 1);
                }

                code++;
            }

            levels.Add((loss, (double)changed / all));
        }

        for (var i = 0; i < values.Count; i++)
        {
            codes[i][0] = (i, false);
        }

        levels.Add((1, 1));
        Costs = levels;
    }

    public ColumnDefinition Column { get; }

    /// <summary>Different values, missing included.</summary>
    public int Values { get; }

    public IReadOnlyList<CoarserColumn> Coarser { get; }

    /// <summary>By level: the loss of information and the share of values that become coarser, 0 to 1.</summary>
    public IReadOnlyList<(double Loss, double Changed)> Costs { get; }

    /// <summary>The level that leaves the column out.</summary>
    public int Dropped => Coarser.Count;

    /// <summary>By level but the last: which group a value falls into, and whether others fall into it.</summary>
    public IReadOnlyList<(int Code, bool Changed)> Codes(int value) => codes[value];
}
