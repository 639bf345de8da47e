namespace Workbench.Kernel.Languages;

/// <summary>A language whose code can use .NET assemblies that are named while it runs.</summary>
internal interface IReferencesAssemblies
{
    /// <summary>Makes the assemblies known to code that is compiled from now on. They are loaded when code that uses them runs.</summary>
    /// <param name="paths">Full paths of files that exist.</param>
    void Reference(IReadOnlyList<string> paths);
}
