using System.Text;

namespace Workbench.Kernel.Sharing;

/// <summary>Types as C# writes them.</summary>
internal static class CSharpTypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
        [typeof(double)] = "double", [typeof(float)] = "float", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long",
        [typeof(ulong)] = "ulong", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(object)] = "object", [typeof(string)] = "string",
        [typeof(void)] = "void", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    /// <summary>As a user would write it, such as <c>List&lt;int&gt;</c>.</summary>
    public static string Short(Type type) => Write(type, isFull: false);

    /// <summary>As it can stand in any code, such as <c>global::System.Collections.Generic.List&lt;int&gt;</c>.</summary>
    public static string Full(Type type) => Write(type, isFull: true);

    /// <summary>Whether code of another assembly can name the type.</summary>
    public static bool CanBeNamed(Type type) => type switch
    {
        { HasElementType: true } => !type.IsPointer && !type.IsByRef && CanBeNamed(type.GetElementType()!),
        { IsGenericType: true, IsGenericTypeDefinition: false } => type.IsVisible && type.GetGenericArguments().All(CanBeNamed),
        _ => type.IsVisible && !type.Assembly.IsDynamic && type.FullName is { } name && name.IndexOfAny(['<', '#']) < 0,
    };

    private static string Write(Type type, bool isFull)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            // C# writes the outer rank first: int[][,] is an array of int[,].
            var ranks = new StringBuilder();
            var element = type;
            for (; element.IsArray; element = element.GetElementType()!)
            {
                ranks.Append('[').Append(',', element.GetArrayRank() - 1).Append(']');
            }

            return Write(element, isFull) + ranks;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Write(value, isFull) + "?";
        }

        var arguments = type.GetGenericArguments();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true && arguments.Length is > 1 and < 8)
        {
            return "(" + string.Join(", ", arguments.Select(argument => Write(argument, isFull))) + ")";
        }

        var chain = new Stack<Type>();
        for (var part = type; part is not null; part = part.DeclaringType)
        {
            chain.Push(part);
        }

        var text = new StringBuilder(isFull ? "global::" + (type.Namespace is { } space ? space + "." : "") : "");
        var taken = 0;
        while (chain.TryPop(out var part))
        {
            if (!isFull && IsCell(part) && chain.Count > 0)
            {
                continue;
            }

            var name = part.Name.Split('`')[0];
            text.Append(name);
            var count = part.GetGenericArguments().Length - taken;
            if (count > 0 && taken + count <= arguments.Length)
            {
                text.Append('<').AppendJoin(", ", arguments.Skip(taken).Take(count).Select(argument => Write(argument, isFull))).Append('>');
                taken += count;
            }

            if (chain.Count > 0)
            {
                text.Append('.');
            }
        }

        return text.ToString();
    }

    // A type that a cell declares is nested in a class which the compiler makes for the cell.
    private static bool IsCell(Type type) => type.Name.StartsWith("Submission#", StringComparison.Ordinal) || type.Name.StartsWith("FSI_", StringComparison.Ordinal);
}
