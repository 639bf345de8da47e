using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Microsoft.FSharp.Reflection;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>Types as F# writes them: <c>int list</c>, <c>Map&lt;string, float&gt;</c>, <c>int * string</c>, <c>int -> int</c>.</summary>
internal static class FSharpTypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
        [typeof(double)] = "float", [typeof(float)] = "float32", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "int64",
        [typeof(ulong)] = "uint64", [typeof(short)] = "int16", [typeof(ushort)] = "uint16", [typeof(object)] = "obj", [typeof(string)] = "string",
        [typeof(Unit)] = "unit", [typeof(nint)] = "nativeint", [typeof(Exception)] = "exn",
    };

    private static readonly Dictionary<Type, string> Postfix = new()
    {
        [typeof(FSharpList<>)] = "list", [typeof(FSharpOption<>)] = "option", [typeof(FSharpValueOption<>)] = "voption",
    };

    private static readonly Dictionary<Type, string> Prefix = new()
    {
        [typeof(FSharpMap<,>)] = "Map", [typeof(FSharpSet<>)] = "Set", [typeof(IEnumerable<>)] = "seq", [typeof(Microsoft.FSharp.Control.FSharpAsync<>)] = "Async",
    };

    /// <summary>As a user would write it.</summary>
    public static string Short(Type type) => Write(type, isFull: false);

    /// <summary>As it can stand in any code: with namespaces.</summary>
    public static string Full(Type type) => Write(type, isFull: true);

    private static string Write(Type type, bool isFull)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return Grouped(type.GetElementType()!, isFull) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        }

        if (FSharpType.IsTuple(type))
        {
            var parts = string.Join(" * ", FSharpType.GetTupleElements(type).Select(part => Grouped(part, isFull)));
            return type.IsValueType ? "struct (" + parts + ")" : parts;
        }

        if (FSharpType.IsFunction(type))
        {
            var (from, to) = FSharpType.GetFunctionElements(type);
            return (FSharpType.IsFunction(from) ? Grouped(from, isFull) : Write(from, isFull)) + " -> " + Write(to, isFull);
        }

        if (type.IsGenericType && Postfix.TryGetValue(type.GetGenericTypeDefinition(), out var postfix))
        {
            return Grouped(type.GetGenericArguments()[0], isFull) + " " + postfix;
        }

        var arguments = type.GetGenericArguments();
        var name = type.IsGenericType && Prefix.TryGetValue(type.GetGenericTypeDefinition(), out var prefix) ? prefix : NameOf(type, isFull);
        return arguments.Length == 0 ? name : name + "<" + string.Join(", ", arguments.Select(argument => Write(argument, isFull))) + ">";
    }

    private static string Grouped(Type type, bool isFull) =>
        FSharpType.IsTuple(type) || FSharpType.IsFunction(type) ? "(" + Write(type, isFull) + ")" : Write(type, isFull);

    private static string NameOf(Type type, bool isFull)
    {
        var name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer && (isFull || !outer.Name.StartsWith("FSI_", StringComparison.Ordinal)))
        {
            return NameOf(outer, isFull) + "." + name;
        }

        return isFull && type.Namespace is { } space ? space + "." + name : name;
    }
}
