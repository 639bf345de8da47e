using System.Globalization;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// The rules of the profile <see cref="Profile"/> by name: the whole list of what can become of a column. A factory returns null after it
/// has said in the settings' problems what is wrong with them.
/// </summary>
public static class RuleTable
{
    /// <summary>Name and version of the profile; a rule that changes its meaning makes a new version.</summary>
    public const string Profile = "tables/1";

    private static readonly Dictionary<string, Func<RuleSettings, Rule?>> Factories = new()
    {
        ["drop"] = _ => new DropRule(),
        ["free-text"] = s => new FreeTextRule([.. (s.Fields.Texts("remove") ?? []).Select(c => IdentifierColumn.Parse(c, s.Columns.Select(own => own.Name)))]),
        ["keep"] = _ => new KeepRule(),
        ["keep-if"] = KeepIf,
        ["pseudonym"] = s => new PseudonymRule(s.IsPatientKey ? PseudonymRule.PatientKind : s.Fields.Text("of") ?? s.Column),
        ["shift-date"] = ShiftDate,
        ["year"] = Year,
        ["age-band"] = AgeBand,
        ["top-code"] = TopCode,
        ["bottom-code"] = s => s.Fields.Number("at", required: true) is { } at ? new TopCodeRule(double.PositiveInfinity, at) : null,
        ["generalise"] = Generalise,
        ["merge-rare"] = s => RareGroupsYaml.Read(s.Fields) is { } groups ? new MergeRareRule(groups) : null,
        ["region"] = Region,
    };

    public static IReadOnlyCollection<string> Names => Factories.Keys;

    /// <summary>Makes a rule, or returns null when the name is unknown or the settings were refused.</summary>
    public static Rule? Make(RuleSettings settings) =>
        Factories.TryGetValue(settings.Name, out var factory) ? factory(settings) : null;

    private static KeepIfRule? KeepIf(RuleSettings s) =>
        s.Fields.Texts("values", required: true) is { } values ? new KeepIfRule(values, s.Fields.Text("otherwise")) : null;

    private static ShiftDateRule? ShiftDate(RuleSettings s)
    {
        if (s.Fields.Text("to") is not { } period)
        {
            return new ShiftDateRule();
        }

        if (ShiftDateRule.Periods.TryGetValue(period, out var months))
        {
            return new ShiftDateRule(months);
        }

        s.Fields.Invalid("to", "There is no such period of shift-date.", $"Write one of {string.Join(", ", ShiftDateRule.Periods.Keys)}.");
        return null;
    }

    private static YearRule? Year(RuleSettings s)
    {
        var (earliest, width) = (s.Fields.Integer("earliest"), s.Fields.Integer("width") ?? 1);
        if (width is >= 1 and <= 100)
        {
            return new YearRule((int?)earliest, (int)width);
        }

        s.Fields.Invalid("width", "The width of a band of years is 1 to 100.", "Choose another.");
        return null;
    }

    private static RegionRule? Region(RuleSettings s)
    {
        var (file, below, prefix) = (s.Fields.Text("populations", required: true), s.Fields.Integer("below", required: true), s.Fields.Integer("prefix"));
        var otherwise = s.Fields.Text("otherwise");
        if (file is null || below is null)
        {
            return null;
        }

        if (below < 1 || prefix < 1)
        {
            s.Fields.Invalid(below < 1 ? "below" : "prefix", "\"below\" and \"prefix\" of region are at least 1.", "Choose others; 20000 people are a usual limit.");
            return null;
        }

        if (!TableYaml.IsPlainPath(file) || !file.EndsWith(".csv", StringComparison.Ordinal))
        {
            s.Fields.Invalid("populations", "\"populations\" does not name a .csv file by a plain path within the source.", "Write its path from the source's folder on.");
            return null;
        }

        return new RegionRule(file, below.Value, (int?)prefix, otherwise);
    }

    private static AgeBandRule? AgeBand(RuleSettings s)
    {
        var width = s.Fields.Integer("width") ?? 5;
        var top = s.Fields.Integer("top") ?? AgeBandRule.HighestTop;
        var at = s.Fields.Text("at");
        if (width is < 1 or > 50 || top is < 1 or > AgeBandRule.HighestTop)
        {
            s.Fields.Invalid("top", "The width of an age band is 1 to 50 years and its top at most 90.", "Choose others; ages over 89 are always one group.");
            return null;
        }

        var index = at is null ? null : s.IndexOf(at);
        if (at is not null && (index is null || s.Columns[index.Value].Type.Name is not ("date" or "timestamp")))
        {
            s.Fields.Invalid("at", "\"at\" of age-band does not name a date column of the table.", "Name the column with the date at which the age is meant.");
            return null;
        }

        return new AgeBandRule((int)width, (int)top, index);
    }

    private static TopCodeRule? TopCode(RuleSettings s)
    {
        if (s.Fields.Number("at", required: true) is not { } at)
        {
            return null;
        }

        var bottom = s.Fields.Number("bottom");
        if (bottom > at)
        {
            s.Fields.Invalid("bottom", "\"bottom\" of top-code lies above \"at\".", "Swap them.");
            return null;
        }

        return new TopCodeRule(at, bottom);
    }

    private static Rule? Generalise(RuleSettings s)
    {
        var fields = s.Fields;
        var (mapping, bins, round) = (fields.TextMap("mapping"), fields.Texts("bins"), fields.Number("round"));
        switch (mapping, bins, round)
        {
            case ({ Count: > 0 }, null, null):
                return new MappingRule(mapping, fields.Text("otherwise"));
            case (null, { } edges, null):
                return Bins(fields, edges);
            case (null, null, > 0):
                return new RoundRule(round.Value);
            default:
                fields.Problems.Add("rules-invalid", fields.At, "\"generalise\" needs exactly one of mapping, bins and round (above 0).", "Write one of them.");
                return null;
        }
    }

    private static BinsRule? Bins(YamlFields fields, IReadOnlyList<string> texts)
    {
        var labels = fields.Texts("labels");
        var edges = texts.Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var edge) ? edge : double.NaN).ToList();
        if (edges.Any(e => !double.IsFinite(e)) || edges.Zip(edges.Skip(1)).Any(p => p.First >= p.Second))
        {
            fields.Invalid("bins", "\"bins\" is not a list of ascending numbers.", "Write the edges of the ranges, for example [50, 60, 70].");
            return null;
        }

        if (labels is not null && labels.Count != edges.Count + 1)
        {
            fields.Invalid("labels", "\"labels\" does not have one name more than \"bins\" has edges.", "Name every range, also the two open ones.");
            return null;
        }

        return new BinsRule(edges, labels);
    }
}
