using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workbench.Deidentify.Sources;

/// <summary>
/// The fields of one YAML mapping, taken by name. What was not taken when <see cref="End"/> is called is an unknown field and refused:
/// a mistyped rule must not be a rule that silently is not there.
/// </summary>
public sealed class YamlFields
{
    private readonly Dictionary<string, YamlNode> left = [];
    private readonly Dictionary<string, Mark> keys = [];
    private readonly List<string> known = [];
    private readonly string where;

    public YamlFields(YamlMappingNode node, string where, YamlProblems problems)
    {
        (At, Problems, this.where) = (node.Start, problems, where);
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value;
            if (string.IsNullOrEmpty(name))
            {
                problems.Add("rules-invalid", key.Start, $"A field of {where} has no name.", "Give it one or delete the line.");
                continue;
            }

            left[name] = value;
            keys[name] = key.Start;
        }
    }

    private YamlFields(Mark at, string where, YamlProblems problems) =>
        (At, Problems, this.where) = (at, problems, where);

    public Mark At { get; }

    public YamlProblems Problems { get; }

    /// <summary>Names in the order of the file, for mappings whose names are free (tables, columns).</summary>
    public IReadOnlyList<string> Names => [.. keys.Keys];

    /// <summary>A mapping without fields, for what may also stand there as one word.</summary>
    public static YamlFields Empty(Mark at, string where, YamlProblems problems) => new(at, where, problems);

    public Mark KeyAt(string name) => keys.GetValueOrDefault(name, At);

    public YamlNode? Take(string name, bool required = false)
    {
        known.Add(name);
        if (left.Remove(name, out var node))
        {
            return node;
        }

        if (required)
        {
            Problems.Add("rules-field-missing", At, $"{where} lacks the field \"{name}\".", "Add it.");
        }

        return null;
    }

    /// <summary>A text, or null when the field is absent or was refused.</summary>
    public string? Text(string name, bool required = false) => Take(name, required) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => Refuse<string>(name, other, "a text"),
    };

    public IReadOnlyList<string>? Texts(string name, bool required = false)
    {
        switch (Take(name, required))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } one }:
                return [one];
            case YamlSequenceNode list when list.Children.Count > 0 && list.Children.All(c => c is YamlScalarNode { Value: not null }):
                return [.. list.Children.Select(c => ((YamlScalarNode)c).Value!)];
            case var other:
                return Refuse<IReadOnlyList<string>>(name, other, "a list of texts");
        }
    }

    public long? Integer(string name, bool required = false) => Scalar(name, required) is not { } scalar ? null
        : long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : RefuseValue<long>(name, scalar, "a whole number");

    public double? Number(string name, bool required = false) => Scalar(name, required) is not { } scalar ? null
        : double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : RefuseValue<double>(name, scalar, "a number");

    public bool? Flag(string name) => Scalar(name, false) is not { } scalar ? null
        : scalar.Value is "true" or "false" ? scalar.Value == "true"
        : RefuseValue<bool>(name, scalar, "true or false");

    public YamlFields? Map(string name, string describedAs, bool required = false) => Take(name, required) switch
    {
        null => null,
        YamlMappingNode map => new YamlFields(map, describedAs, Problems),
        var other => Refuse<YamlFields>(name, other, "a mapping of names to values"),
    };

    /// <summary>A mapping of texts to texts.</summary>
    public IReadOnlyDictionary<string, string>? TextMap(string name)
    {
        if (Map(name, $"\"{name}\"") is not { } map)
        {
            return null;
        }

        var texts = new Dictionary<string, string>();
        foreach (var key in map.Names)
        {
            if (map.Text(key) is { } value)
            {
                texts[key] = value;
            }
        }

        return texts;
    }

    /// <summary>Refuses a field's content.</summary>
    public void Invalid(string name, string what, string nextStep) =>
        Problems.Add("rules-invalid", KeyAt(name), what, nextStep);

    /// <summary>Refuses every field that was not taken.</summary>
    public void End()
    {
        foreach (var name in left.Keys)
        {
            var nearest = NearestName.Of(name, known);
            Problems.Add(
                "rules-unknown-field",
                keys[name],
                $"{where} has no field \"{name}\".",
                nearest is null ? $"Delete it; the fields are {string.Join(", ", known.Distinct())}." : $"Did you mean \"{nearest}\"?");
        }
    }

    private YamlScalarNode? Scalar(string name, bool required) => Take(name, required) switch
    {
        null => null,
        YamlScalarNode scalar => scalar,
        var other => Refuse<YamlScalarNode>(name, other, "one value"),
    };

    private T? Refuse<T>(string name, YamlNode node, string needed)
        where T : class
    {
        Problems.Add("rules-invalid", node.Start, $"The field \"{name}\" of {where} is not {needed}.", $"Write {needed}.");
        return null;
    }

    private T? RefuseValue<T>(string name, YamlNode node, string needed)
        where T : struct
    {
        Refuse<string>(name, node, needed);
        return null;
    }
}
