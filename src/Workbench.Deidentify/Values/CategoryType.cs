using System.Text;

namespace Workbench.Deidentify.Values;

/// <summary>One of a declared list of words.</summary>
public sealed class CategoryType(IReadOnlyList<string> values) : ColumnType
{
    private readonly (byte[] Utf8, TypedValue Value)[] known =
        [.. values.Select(v => (Encoding.UTF8.GetBytes(v), TypedValue.Of(v)))];

    public override string Name => "category";

    public override ValueKind Kind => ValueKind.Text;

    /// <summary>The list, in the order of the rules.</summary>
    public IReadOnlyList<string> Values => values;

    public override string? Parse(ReadOnlySpan<byte> field, out TypedValue value)
    {
        foreach (var (utf8, known) in known)
        {
            if (field.SequenceEqual(utf8))
            {
                value = known;
                return null;
            }
        }

        value = default;
        return "one of the declared values";
    }
}
