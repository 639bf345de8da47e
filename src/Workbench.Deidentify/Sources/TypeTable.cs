using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Sources;

/// <summary>The column types by name. Settings of a type (min, max, values, format) stand beside it in the column.</summary>
public static class TypeTable
{
    private static readonly Dictionary<string, Func<YamlFields, ColumnType?>> Factories = new()
    {
        ["integer"] = f => new IntegerType(f.Integer("min"), f.Integer("max")),
        ["number"] = f => new NumberType(f.Number("min"), f.Number("max")),
        ["text"] = _ => new TextType(),
        ["category"] = f => f.Texts("values", required: true) is { } values ? new CategoryType(values) : null,
        ["boolean"] = _ => new BooleanType(),
        ["date"] = f => new DateType(withTime: false, f.Text("format")),
        ["timestamp"] = f => new DateType(withTime: true, f.Text("format")),
    };

    public static IReadOnlyCollection<string> Names => Factories.Keys;

    /// <summary>Takes the type and its settings out of a column's fields; null after a problem was reported.</summary>
    public static ColumnType? Take(YamlFields column)
    {
        if (column.Text("type", required: true) is not { } name)
        {
            return null;
        }

        if (Factories.TryGetValue(name, out var factory))
        {
            return factory(column);
        }

        column.Invalid("type", $"There is no type \"{name}\".", NearestName.Of(name, Names) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : $"The types are {string.Join(", ", Names)}.");
        return null;
    }
}
