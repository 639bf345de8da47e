using System.Globalization;
using Workbench.Cohorts.Risk;

namespace Workbench.Deidentify.Risk;

/// <summary>
/// Looks for changes of rules that reach a k and lose little: over all combinations of levels in the order of their loss where these are few, else step by step,
/// always taking the step that brings most patients into large enough classes for what it loses, and then taking back what was not needed.
/// </summary>
internal sealed class SuggestionSearch(ClassTable classes, int target)
{
    private const int MostSuggestions = 3;
    private const int MostQuestions = 300;
    private const long MostGroupedRows = 40_000_000;

    private readonly Dictionary<string, (int K, long Below)> measured = [];

    /// <summary>The suggestions, the one that loses least first; empty when the target is reached or cannot be.</summary>
    public IReadOnlyList<RiskSuggestion> Find()
    {
        int[] start = [.. classes.Quasi.Select(_ => 0)];
        if (Measure(start) is not (> 0 and var k, _) || k >= target)
        {
            return [];
        }

        var questions = (int)Math.Clamp(MostGroupedRows / Math.Max(1, classes.Rows), 20, MostQuestions);
        var combinations = classes.Quasi.Aggregate(1L, (product, quasi) => Math.Min(int.MaxValue, product * (quasi.Dropped + 1)));
        var found = combinations <= questions ? Exhaustive() : Stepwise(start);
        return [.. found.DistinctBy(levels => string.Join(',', levels)).OrderBy(Loss).Take(MostSuggestions).Select(Describe)];
    }

    private IEnumerable<int[]> Exhaustive()
    {
        var (best, whole, single) = ((int[]?)null, (int[]?)null, (int[]?)null);
        foreach (var levels in Combinations(0).Select(levels => levels.ToArray()).OrderBy(Loss).ThenBy(levels => string.Join(',', levels), StringComparer.Ordinal))
        {
            var (drops, changes) = (levels.Where((level, i) => level == classes.Quasi[i].Dropped).Any(), levels.Count(level => level > 0));
            var wanted = best is null || (whole is null && !drops) || (single is null && changes == 1);
            if (wanted && Measure(levels).K >= target)
            {
                best ??= levels;
                whole ??= drops ? null : levels;
                single ??= changes == 1 ? levels : null;
            }
        }

        return new[] { best, whole, single }.OfType<int[]>();
    }

    private IEnumerable<IEnumerable<int>> Combinations(int column) => column == classes.Quasi.Count
        ? [[]]
        : from level in Enumerable.Range(0, classes.Quasi[column].Dropped + 1) from rest in Combinations(column + 1) select rest.Prepend(level);

    private IEnumerable<int[]> Stepwise(int[] start)
    {
        foreach (var mayDrop in new[] { true, false })
        {
            var levels = start.ToArray();
            while (Measure(levels).K < target && Step(levels, mayDrop) is { } next)
            {
                levels = next;
            }

            if (Measure(levels).K < target)
            {
                continue;
            }

            for (var back = TakeBack(levels); back is not null; back = TakeBack(levels))
            {
                levels = back;
            }

            yield return levels;
        }
    }

    /// <summary>One level more for the column that is worth most, or null when no column has one.</summary>
    private int[]? Step(int[] levels, bool mayDrop)
    {
        var (below, loss) = (Measure(levels).Below, Loss(levels));
        return Enumerable.Range(0, levels.Length)
            .Where(i => levels[i] < classes.Quasi[i].Dropped - (mayDrop ? 0 : 1))
            .Select(i => With(levels, i, levels[i] + 1))
            .MaxBy(next => (below - Measure(next).Below) / (Loss(next) - loss + 1e-9));
    }

    private int[]? TakeBack(int[] levels) => Enumerable.Range(0, levels.Length)
        .Where(i => levels[i] > 0)
        .OrderByDescending(i => classes.Quasi[i].Costs[levels[i]].Loss - classes.Quasi[i].Costs[levels[i] - 1].Loss)
        .Select(i => With(levels, i, levels[i] - 1))
        .FirstOrDefault(next => Measure(next).K >= target);

    private static int[] With(int[] levels, int at, int level) => [.. levels.Select((l, i) => i == at ? level : l)];

    private double Loss(int[] levels) => levels.Select((level, i) => classes.Quasi[i].Costs[level].Loss).Average();

    private (int K, long Below) Measure(int[] levels)
    {
        var key = string.Join(',', levels);
        if (!measured.TryGetValue(key, out var result))
        {
            var sizes = classes.Sizes(levels);
            measured[key] = result = (sizes.Count == 0 ? 0 : sizes[0].Size, ClassTable.Whole(sizes.Where(s => s.Size < target)));
        }

        return result;
    }

    private RiskSuggestion Describe(int[] levels)
    {
        var changes = classes.Quasi.Select((quasi, i) => (quasi, level: levels[i])).Where(q => q.level > 0)
            .Select(q => new RuleChange(q.quasi.Column.Name, q.quasi.Column.Output, q.quasi.Coarser[q.level - 1].Write, q.quasi.Coarser[q.level - 1].Words)).ToList();
        var (k, records) = (Measure(levels).K, Math.Round(classes.RecordsChanged(levels), 4));
        var values = Math.Round(levels.Select((level, i) => classes.Quasi[i].Costs[level].Changed).Average(), 4);
        var loss = Math.Round(Loss(levels), 4);
        return new RiskSuggestion(
            changes, k, records, values, loss,
            string.Create(CultureInfo.InvariantCulture, $"{string.Join("; ", changes.Select(c => $"{c.Output} {c.Words}"))}: k {k}; {records:0.#%} of the records and {values:0.#%} of the quasi-identifying values get coarser, information loss {loss:0.###}."));
    }
}
