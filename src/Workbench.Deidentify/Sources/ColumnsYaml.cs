using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Values;
using YamlDotNet.RepresentationModel;

namespace Workbench.Deidentify.Sources;

/// <summary>Reads the columns of one table of <c>source.yaml</c>: first all names and types, then the rules, which may speak of other columns.</summary>
internal static class ColumnsYaml
{
    public const string PatientColumn = "patient";

    /// <summary>The columns, or null after problems were reported.</summary>
    public static IReadOnlyList<ColumnDefinition>? Read(YamlFields? columns, string? patientKey)
    {
        if (columns is null)
        {
            return null;
        }

        var typed = new List<(string Name, ColumnType Type, YamlFields Fields)>();
        var whole = true;
        foreach (var name in columns.Names)
        {
            var fields = columns.Map(name, $"the column \"{name}\"");
            if (fields is not null && TypeTable.Take(fields) is { } type)
            {
                typed.Add((name, type, fields));
                continue;
            }

            whole = false;
        }

        // Rules may name other columns, so they are read only when all columns are known; what is wrong with types comes first.
        if (!whole)
        {
            return null;
        }

        var known = typed.Select(t => (t.Name, t.Type)).ToList();
        var read = typed.Select(t => Column(t.Name, t.Type, t.Fields, t.Name == patientKey, known)).ToList();
        return read.All(c => c is not null) ? [.. read.Select(c => c!)] : null;
    }

    private static ColumnDefinition? Column(string name, ColumnType type, YamlFields fields, bool isPatientKey, IReadOnlyList<(string, ColumnType)> known)
    {
        var rule = TakeRule(name, type, fields, isPatientKey, known);
        var rare = fields.Map("rare", $"\"rare\" of the column \"{name}\"") is { } settings ? TakeRare(settings) : (rule as MergeRareRule)?.Groups;
        var required = fields.Flag("required") ?? false;
        var output = fields.Text("as") ?? (isPatientKey ? PatientColumn : name);
        var unit = fields.Text("unit");
        var role = fields.Text("role");
        var meaning = fields.Text("meaning");
        fields.End();
        if (rule is null)
        {
            return null;
        }

        if (isPatientKey && rule is not PseudonymRule)
        {
            fields.Invalid("rule", "The patient key has another rule than pseudonym.", "Write rule: pseudonym.");
        }

        if (isPatientKey && output != PatientColumn)
        {
            fields.Invalid("as", $"The patient key is always named \"{PatientColumn}\" in the snapshot.", "Delete \"as\".");
        }

        if (output.Length > 64 || output.Any(char.IsControl) || output.StartsWith('~'))
        {
            fields.Invalid("as", "The name of a column is longer than 64 characters, has control characters or starts with ~.", "Give it another one by \"as\".");
        }

        if (!rule.Drops && (meaning is null || role is null))
        {
            fields.Problems.Add("rules-field-missing", fields.At, $"The column \"{name}\" reaches the snapshot and lacks its meaning or role.", $"Add \"meaning\" and \"role\" (one of {string.Join(", ", ColumnRoles.All)}).");
        }

        if (rare is not null && (rule is PseudonymRule or FreeTextRule || rule.Drops || rule.OutputKind(type) is not (ValueKind.Text or ValueKind.Integer or ValueKind.Boolean)))
        {
            fields.Invalid("rare", "Rare values of this column cannot be merged.", "Write \"rare\" beside a rule that gives words, whole numbers or truth values.");
        }

        // 45 CFR 164.514(b)(2)(i)(C): ages over 89 only as one group. A quasi-identifier in years is an age.
        if (unit == "years" && role == ColumnRoles.Quasi && rule.ShowsAgesOver(AgeBandRule.HighestTop, type))
        {
            fields.Invalid("rule", $"The column \"{name}\" would show ages over 90.", "Use top-code with at: 90, or age-band.");
        }

        if (role is not null && !ColumnRoles.All.Contains(role))
        {
            fields.Invalid("role", $"There is no role \"{role}\".", $"Write one of {string.Join(", ", ColumnRoles.All)}.");
        }

        return new ColumnDefinition(name, type, required || isPatientKey, rule, output, unit, meaning ?? "", role ?? "") { Rare = rare };
    }

    private static RareGroups? TakeRare(YamlFields settings)
    {
        var groups = RareGroupsYaml.Read(settings);
        settings.End();
        return groups;
    }

    private static Rule? TakeRule(string column, ColumnType type, YamlFields fields, bool isPatientKey, IReadOnlyList<(string, ColumnType)> known)
    {
        var problems = fields.Problems;
        string name;
        YamlFields settings;
        switch (fields.Take("rule", required: true))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } word } scalar:
                (name, settings) = (word, YamlFields.Empty(scalar.Start, $"the rule \"{word}\"", problems));
                break;
            case YamlMappingNode { Children.Count: 1 } map when map.Children[0] is { Key: YamlScalarNode { Value: { Length: > 0 } word }, Value: YamlMappingNode inner }:
                (name, settings) = (word, new YamlFields(inner, $"the rule \"{word}\"", problems));
                break;
            case var other:
                problems.Add("rules-invalid", other.Start, $"The rule of the column \"{column}\" is neither a name nor one name with its settings.", "Write for example rule: keep, or rule: { top-code: { at: 90 } }.");
                return null;
        }

        if (!RuleTable.Names.Contains(name))
        {
            fields.Invalid("rule", $"There is no rule \"{name}\".", NearestName.Of(name, RuleTable.Names) is { } nearest
                ? $"Did you mean \"{nearest}\"?"
                : $"The rules are {string.Join(", ", RuleTable.Names)}.");
            return null;
        }

        var rule = RuleTable.Make(new RuleSettings(name, settings, column, isPatientKey, known));
        settings.End();
        if (rule?.Refuses(type) is var (what, nextStep))
        {
            fields.Invalid("rule", what, nextStep);
            return null;
        }

        return rule;
    }
}
