using System.Reflection;
using System.Runtime.Loader;

namespace Workbench.Kernel.CSharp;

/// <summary>The compiled cells; a later cell finds the types of an earlier one here.</summary>
internal sealed class CellAssemblies() : AssemblyLoadContext("cells")
{
    private readonly Dictionary<string, Assembly> byName = new(StringComparer.Ordinal);

    public Assembly Add(Stream image)
    {
        var assembly = LoadFromStream(image);
        lock (byName)
        {
            byName[assembly.GetName().Name!] = assembly;
        }

        return assembly;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        lock (byName)
        {
            return byName.GetValueOrDefault(assemblyName.Name!);
        }
    }
}
