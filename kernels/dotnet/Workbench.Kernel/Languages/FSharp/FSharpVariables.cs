using System.Globalization;
using System.Text.RegularExpressions;
using FSharp.Compiler.Interactive;
using Microsoft.FSharp.Core;
using Workbench.Kernel.Sharing;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>The values that F# cells bound. Functions are none: F# Interactive makes methods of them.</summary>
internal sealed partial class FSharpVariables(Shell.FsiEvaluationSession interactive)
{
    // F# Interactive lists values by name; the order of declaration is kept as it is seen.
    private readonly List<string> order = [];

    public IReadOnlyList<HeldValue> All()
    {
        var bound = interactive.GetBoundValues().Where(static one => one.Name != "it").ToDictionary(static one => one.Name, StringComparer.Ordinal);
        order.RemoveAll(name => !bound.ContainsKey(name));
        order.AddRange(bound.Keys.Except(order).ToArray());
        return [.. order.Select(name => ValueDescription.Of(name, bound[name].Value.ReflectionType, bound[name].Value.ReflectionValue, FSharpTypeNames.Short))];
    }

    public SharedValue? Find(string name) => interactive.TryFindBoundValue(name) is { Value: { } bound }
        ? new SharedValue.Reference(bound.Value.ReflectionValue, bound.Value.ReflectionType)
        : null;

    /// <returns>Code that declares the value, or null where the name is none.</returns>
    public static string? Declaration(string name, SharedValue value)
    {
        if (!Identifier().IsMatch(name))
        {
            return null;
        }

        var (held, type) = ObjectForms.Of(value);
        type = Nameable(held is null ? type : type == typeof(object) ? held.GetType() : type);
        return held is null && type.IsValueType is false
            ? $"let ``{name}`` : {FSharpTypeNames.Full(type)} = Unchecked.defaultof<_>"
            : string.Create(CultureInfo.InvariantCulture, $"let ``{name}`` = Workbench.Kernel.Sharing.Handover.Take({Handover.Leave(held)}) :?> {FSharpTypeNames.Full(type)}");
    }

    // Types that cells of other languages declare have no name here; the first ancestor or sequence that has one stands for them.
    private static Type Nameable(Type type)
    {
        if (CSharpTypeNames.CanBeNamed(type))
        {
            return type;
        }

        if (Array.Find(type.GetInterfaces(), static one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>) && CSharpTypeNames.CanBeNamed(one)) is { } sequence)
        {
            return sequence;
        }

        return type.BaseType is { } parent ? Nameable(parent) : typeof(object);
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_']*$")]
    private static partial Regex Identifier();
}
