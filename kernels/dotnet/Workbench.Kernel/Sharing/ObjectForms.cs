using System.Text.Json;
using Microsoft.Data.Analysis;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Sharing;

/// <summary>Makes an object of this process of a value that comes from anywhere.</summary>
internal static class ObjectForms
{
    /// <returns>The object, and the type with which it is declared.</returns>
    public static (object? Value, Type Type) Of(SharedValue value) => value switch
    {
        SharedValue.Reference reference => (reference.Value, reference.DeclaredType),
        SharedValue.Json json => Typed(OfJson(json.Document)),
        SharedValue.Text text => (text.Value, typeof(string)),
        SharedValue.Table table => (OfTable(table.ArrowFile), typeof(DataFrame)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Objects and arrays stay JSON, as notebooks expect it; scalars become what they are.</summary>
    private static object? OfJson(string json)
    {
        var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.Object or JsonValueKind.Array => document,
            JsonValueKind.String => root.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when root.TryGetInt32(out var number) => number,
            JsonValueKind.Number when root.TryGetInt64(out var number) => number,
            JsonValueKind.Number => root.GetDouble(),
            _ => null,
        };
    }

    private static (object? Value, Type Type) Typed(object? value) => (value, value?.GetType() ?? typeof(object));

    private static DataFrame OfTable(string arrowFile)
    {
        try
        {
            return ArrowFrame.Read(arrowFile);
        }
        finally
        {
            File.Delete(arrowFile);
        }
    }
}
