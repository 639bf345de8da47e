using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// The references of all cells, resolved once. The compiler would resolve them anew for each cell and keep the outcome: half a
/// megabyte and several milliseconds a cell, for ever, as every cell stays reachable from the next one. It offers no way to share
/// them between cells, so the outcome of the first cell is copied into the later ones, by the names of two private fields.
/// Where a later version of the compiler has others, cells cost more and work the same.
/// </summary>
internal sealed class SharedReferences(ImmutableArray<MetadataReference> all)
{
    private static readonly FieldInfo? ManagerField = typeof(CSharpCompilation).GetField("_referenceManager", BindingFlags.Instance | BindingFlags.NonPublic);
    private static readonly FieldInfo? NameField = FindField(ManagerField?.FieldType, "SimpleAssemblyName");
    private static readonly MethodInfo? Clone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic);

    private object? resolved;

    public ImmutableArray<MetadataReference> All => all;

    /// <summary>To be called for each new compilation before anything is asked of it.</summary>
    public void Share(CSharpCompilation compilation)
    {
        if (ManagerField is null || NameField is null || Clone is null)
        {
            return;
        }

        if (resolved is null)
        {
            // Asking for the assembly is what resolves the references.
            _ = compilation.Assembly.Identity;
            resolved = ManagerField.GetValue(compilation);
            return;
        }

        var copy = Clone.Invoke(resolved, null);
        NameField.SetValue(copy, compilation.AssemblyName);
        ManagerField.SetValue(compilation, copy);
    }

    private static FieldInfo? FindField(Type? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly) is { } field)
            {
                return field;
            }
        }

        return null;
    }
}
