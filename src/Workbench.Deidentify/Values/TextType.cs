using System.Text;

namespace Workbench.Deidentify.Values;

/// <summary>Any words. They may hold anything, so no rule lets them through unread.</summary>
public sealed class TextType : ColumnType
{
    public override string Name => "text";

    public override ValueKind Kind => ValueKind.Text;

    public override bool IsClosed => false;

    public override string? Parse(ReadOnlySpan<byte> field, out TypedValue value)
    {
        value = TypedValue.Of(Encoding.UTF8.GetString(field));
        return field.Contains((byte)0) ? "text (it holds a zero byte)" : null;
    }
}
