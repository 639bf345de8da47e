using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workbench.Governance.Storage;

/// <summary>A small immutable value that is always read and written whole: one JSON text in one column.</summary>
internal sealed class JsonText<T>() : ValueConverter<T, string>(value => Write(value), text => Read(text))
{
    private static string Write(T value) => JsonSerializer.Serialize(value);

    private static T Read(string text) =>
        JsonSerializer.Deserialize<T>(text) ?? throw new InvalidOperationException("A stored JSON text is null.");

    /// <summary>Two values are equal when their texts are.</summary>
    internal sealed class Comparer() : ValueComparer<T>(
        (left, right) => Same(left, right), value => Write(value).GetHashCode(StringComparison.Ordinal), value => value)
    {
        private static bool Same(T? left, T? right) =>
            left is null || right is null ? left is null && right is null : Write(left) == Write(right);
    }
}
