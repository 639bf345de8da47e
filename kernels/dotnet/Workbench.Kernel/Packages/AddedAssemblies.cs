using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Workbench.Kernel.Packages;

/// <summary>Finds assemblies and native libraries of packages when code that uses them first runs.</summary>
internal static class AddedAssemblies
{
    private static readonly ConcurrentDictionary<string, string> ByName = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, byte> NativeFolders = new(StringComparer.Ordinal);
    private static int listening;

    public static void Add(IEnumerable<string> assemblies, IEnumerable<string> nativeFolders)
    {
        foreach (var path in assemblies)
        {
            ByName.TryAdd(Path.GetFileNameWithoutExtension(path), path);
            NativeFolders.TryAdd(Path.GetDirectoryName(path)!, 0);
        }

        foreach (var folder in nativeFolders)
        {
            NativeFolders.TryAdd(folder, 0);
        }

        if (Interlocked.Exchange(ref listening, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Find;
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += FindNative;
        }
    }

    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name)
    {
        if (!string.IsNullOrEmpty(name.CultureName))
        {
            var culture = ByName.GetValueOrDefault((name.Name ?? "").Replace(".resources", "", StringComparison.Ordinal));
            var satellite = culture is null ? null : Path.Combine(Path.GetDirectoryName(culture)!, name.CultureName, name.Name + ".dll");
            return File.Exists(satellite) ? context.LoadFromAssemblyPath(satellite) : null;
        }

        return ByName.TryGetValue(name.Name ?? "", out var path) ? context.LoadFromAssemblyPath(path) : null;
    }

    private static nint FindNative(Assembly assembly, string name)
    {
        string[] names = [name, $"lib{name}.so", $"{name}.so", $"lib{name}"];
        foreach (var folder in NativeFolders.Keys)
        {
            foreach (var file in names.Select(file => Path.Combine(folder, file)))
            {
                if (File.Exists(file) && NativeLibrary.TryLoad(file, out var handle))
                {
                    return handle;
                }
            }
        }

        return 0;
    }
}
