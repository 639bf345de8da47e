using System.Reflection;

namespace Workbench.Client.Formatting;

/// <summary>
/// Binds the display of frames, data views, metrics, matrices, images and charts to
/// <c>Microsoft.DotNet.Interactive.Formatting</c>. The kernel calls <see cref="Register"/> once at its start.
/// </summary>
/// <remarks>
/// A notebook that only adds two numbers must not pay for Deedle, ML.NET or Plotly.NET, so nothing here names one of
/// their types: the formatters of a library are registered when its assembly is first loaded, which is before the
/// first value of one of its types can exist.
/// </remarks>
public static class ClientFormatters
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Pending = new(StringComparer.Ordinal);
    private static bool listening;

    private static readonly Dictionary<string, Action> ByAssembly = new(StringComparer.Ordinal);

    /// <summary>
    /// Registers every formatter of this library. Safe to call again, for example after
    /// <c>Formatter.ResetToDefault()</c>.
    /// </summary>
    public static void Register()
    {
        lock (Gate)
        {
            Pending.UnionWith(ByAssembly.Keys);
            if (!listening)
            {
                AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => RegisterFor(loaded.LoadedAssembly);
                listening = true;
            }
        }

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            RegisterFor(assembly);
        }
    }

    private static void RegisterFor(Assembly assembly)
    {
        if (assembly.GetName().Name is not { } name)
        {
            return;
        }

        lock (Gate)
        {
            if (!Pending.Remove(name))
            {
                return;
            }
        }

        ByAssembly[name]();
    }
}
