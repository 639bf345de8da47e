namespace Workbench.Governance.Storage;

/// <summary>An id with its own type, so that a permit's id cannot be handed over where a person's is meant.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface ITypedId<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>What new ids start with, for instance <c>per_</c>.</summary>
    static abstract string Prefix { get; }

    /// <summary>The id as text: prefix and 32 lower-case hexadecimal digits of a version 7 UUID (RFC 9562, section 5.7).</summary>
    string Value { get; }

    static abstract TSelf From(string value);
}

/// <summary>Makes new ids; they sort by the time they were made.</summary>
public static class TypedId
{
    public static T New<T>(TimeProvider clock) where T : struct, ITypedId<T> =>
        T.From(T.Prefix + Guid.CreateVersion7(clock.GetUtcNow()).ToString("n"));
}
