namespace Workbench.Kernel.Languages.Children;

/// <summary>Code of other languages that is built into this kernel.</summary>
internal static class ChildResources
{
    public static string Read(string name)
    {
        using var stream = typeof(ChildResources).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
