using System.Globalization;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Risk;

/// <summary>
/// Which other rules would make a quasi-identifier coarser: wider bands of ages and years, longer periods of dates, rounding, rare values merged, and at last
/// leaving it out. Only rules whose result follows from the present one are proposed, so that what they reach can be measured on the rows that are
/// loaded; and no limit is taken from the data, so that a proposal tells nothing of them.
/// </summary>
internal static class CoarserRules
{
    private const int FewestGroups = 2;

    /// <param name="patients">Patients of each value of the column, without the missing one.</param>
    /// <param name="target">The k to reach.</param>
    /// <returns>From the finest to leaving out.</returns>
    public static IReadOnlyList<CoarserColumn> Of(TableDefinition table, ColumnDefinition column, IReadOnlyDictionary<string, long> patients, int target)
    {
        var found = column.Rare is null ? Wider(table, column, patients.Keys) : [];
        return [.. found.OfType<CoarserColumn>().Concat(Merged(column, patients, target)).Where(c => c.Groups!.Values.Distinct().Count() < patients.Count), CoarserColumn.Drop];
    }

    private static IEnumerable<CoarserColumn?> Wider(TableDefinition table, ColumnDefinition column, IEnumerable<string> values)
    {
        var isAge = column is { Unit: "years", Type: IntegerType };
        return column.Rule switch
        {
            AgeBandRule age => Multiples(age.Width, 2, 4, 8).Where(width => width <= 50).Select(width => AgeBand(age.AtColumn is { } at ? table.Columns[at].Name : null, width, age.Top, values)),
            TopCodeRule { Bottom: null } top when isAge && double.IsInteger(top.At) => new[] { 5, 10, 20 }.Select(width => AgeBand(null, width, (int)top.At, values)),
            TopCodeRule top when !isAge => Bins(top, column.Type, values),
            KeepRule when isAge => new[] { 5, 10, 20 }.Select(width => AgeBand(null, width, AgeBandRule.HighestTop, values)),
            KeepRule when column.Type is IntegerType or NumberType => Rounded(column.Type, values),
            RoundRule round => new[] { round.To * 3, round.To * 9 }.Select(to => Rounded(column.Type, to, values)),
            YearRule year => Multiples(year.Width, year.Width == 1 ? [2, 5, 10, 20] : [2, 4]).Where(width => width <= 100).Select(width => Years(year.Earliest, width, values)),
            ShiftDateRule shift => ShiftDateRule.Periods.Where(p => p.Value > (shift.Months ?? 0)).Select(p => Dates(p.Key, p.Value, values)),
            _ => [],
        };
    }

    private static IEnumerable<int> Multiples(int of, params IEnumerable<int> times) => times.Select(t => of * t);

    private static CoarserColumn? AgeBand(string? at, int width, int top, IEnumerable<string> values)
    {
        var groups = Group(values, value =>
        {
            var plus = value.EndsWith('+');
            return !long.TryParse(plus ? value[..^1] : value.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var age) || age > 130 ? null
                : plus || age >= top ? $"{top}+"
                : N(age / width);
        });
        var settings = (at is null ? "" : $"at: {at}, ") + $"width: {N(width)}" + (top == AgeBandRule.HighestTop ? "" : $", top: {N(top)}");
        return groups is null ? null : new CoarserColumn($"rule: {{ age-band: {{ {settings} }} }}", $"ages in bands of {N(width)} years", groups);
    }

    private static CoarserColumn? Years(int? earliest, int width, IEnumerable<string> values)
    {
        var groups = Group(values, value => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var year) ? N(year / width) : null);
        return groups is null ? null : new CoarserColumn($"rule: {{ year: {{ width: {N(width)}{(earliest is { } first ? $", earliest: {N(first)}" : "")} }} }}", $"years in bands of {N(width)}", groups);
    }

    private static CoarserColumn? Dates(string period, int months, IEnumerable<string> values)
    {
        var groups = Group(values, value => DateTime.TryParse(value, CultureInfo.InvariantCulture, out var day) ? $"{N(day.Year)}/{N((day.Month - 1) / months)}" : null);
        return groups is null ? null : new CoarserColumn($"rule: {{ shift-date: {{ to: {period} }} }}", $"dates to the {period}", groups);
    }

    /// <summary>Multiples of a round number such that about twenty, ten or five of them span the values.</summary>
    private static IEnumerable<CoarserColumn?> Rounded(ColumnType type, IEnumerable<string> values)
    {
        var numbers = values.Select(Number).ToList();
        if (numbers.Count == 0)
        {
            return [];
        }

        var span = numbers.Max() - numbers.Min();
        return new[] { 20, 10, 5 }.Select(parts => RoundNumber(span / parts)).Select(to => type is IntegerType ? Math.Max(2, Math.Ceiling(to)) : to).Distinct().Where(to => to > 0).Select(to => Rounded(type, to, values));
    }

    private static CoarserColumn? Rounded(ColumnType type, double to, IEnumerable<string> values)
    {
        var rule = new RoundRule(to);
        var groups = Group(values, value => Applied(rule, type, value));
        var written = to.ToString("0.##########", CultureInfo.InvariantCulture);
        return groups is null ? null : new CoarserColumn($"rule: {{ generalise: {{ round: {written} }} }}", $"rounded to {written}", groups);
    }

    /// <summary>Ranges between the declared limits of a coded number.</summary>
    private static IEnumerable<CoarserColumn?> Bins(TopCodeRule top, ColumnType type, IEnumerable<string> values)
    {
        if (!double.IsFinite(top.At) || top.Bottom is not { } bottom)
        {
            return [];
        }

        return new[] { 20, 10, 5 }.Select(parts => RoundNumber((top.At - bottom) / parts)).Distinct().Where(step => step > 0).Select(step =>
        {
            double[] edges = [.. Enumerable.Range(1, 100).Select(i => Math.Round(bottom + (i * step), 10)).TakeWhile(edge => edge < top.At), top.At];
            var rule = new BinsRule(edges, null);
            var groups = Group(values, value => Applied(rule, type, value));
            return groups is null ? null : new CoarserColumn($"rule: {{ generalise: {{ bins: [{string.Join(", ", edges.Select(edge => edge.ToString("0.##########", CultureInfo.InvariantCulture)))}] }} }}", $"in {N(edges.Length + 1)} ranges", groups);
        });
    }

    private static IEnumerable<CoarserColumn> Merged(ColumnDefinition column, IReadOnlyDictionary<string, long> patients, int target)
    {
        if (column.OutputKind != ValueKind.Text || column.Rule is AgeBandRule or PseudonymRule or FreeTextRule)
        {
            yield break;
        }

        foreach (var below in Multiples(target, 1, 2, 4, 8).Where(below => below >= FewestGroups && below > (column.Rare?.Below ?? 0)))
        {
            var word = column.Rare?.Word ?? RareGroups.DefaultWord;
            var groups = new RareGroups(below, word);
            var merged = groups.Merged(patients);
            var settings = $"{{ below: {N(below)}{(word == RareGroups.DefaultWord ? "" : $", to: {word}")} }}";
            var write = column.Rule switch
            {
                MergeRareRule or KeepRule => $"rule: {{ merge-rare: {settings} }}",
                _ => $"rare: {settings}",
            };
            yield return new CoarserColumn(write, groups.Words, patients.Keys.ToDictionary(value => value, value => merged.Contains(value) ? word : value));
        }
    }

    private static Dictionary<string, string>? Group(IEnumerable<string> values, Func<string, string?> group)
    {
        var groups = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (group(value) is not { } coarser)
            {
                return null;
            }

            groups[value] = coarser;
        }

        return groups;
    }

    private static string? Applied(Rule rule, ColumnType type, string value) => rule.Apply(
        type is IntegerType ? TypedValue.Of(long.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) : TypedValue.Of(Number(value)), null!, out var result) is null
        ? result.Canonical()
        : null;

    private static double Number(string value) => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The next of 1, 2, 5, 10, 20, 50, ...</summary>
    private static double RoundNumber(double number)
    {
        if (!(number > 0))
        {
            return 0;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(number)));
        var step = number / power <= 1 ? 1 : number / power <= 2 ? 2 : number / power <= 5 ? 5 : 10;
        return Math.Round(step * power, 10);
    }

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
}
