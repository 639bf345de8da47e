using System.Diagnostics.CodeAnalysis;

namespace Workbench.Governance.Decisions;

/// <summary>Either a value or a <see cref="Decisions.Refusal"/>. Exceptions are left for bugs and broken machines.</summary>
public sealed record Outcome<T>
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null (default) exactly when refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null exactly when allowed.</summary>
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Allowed => Refusal is null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>For interface types, which the implicit conversion cannot take.</summary>
    public static Outcome<T> Of(T value) => new(value, null);
}
