namespace Workbench.Deidentify.Values;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BooleanType : ColumnType
{
    public override string Name => "boolean";

    public override ValueKind Kind => ValueKind.Boolean;

    public override string? Parse(ReadOnlySpan<byte> field, out TypedValue value)
    {
        var isTrue = field.SequenceEqual("true"u8);
        value = TypedValue.Of(isTrue);
        return isTrue || field.SequenceEqual("false"u8) ? null : "true or false";
    }
}
