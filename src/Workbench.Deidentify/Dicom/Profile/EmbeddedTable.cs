namespace Workbench.Deidentify.Dicom.Profile;

/// <summary>The standard's tables, embedded as tab-separated text.</summary>
internal static class EmbeddedTable
{
    public static IReadOnlyList<string> Read(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The table {name} is not in the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
    }
}
