namespace Workbench.Kernel.Languages.FSharp;

/// <summary>What F# cells may use beside the runtime: the assemblies that stand beside the kernel and are meant for cells.</summary>
internal static class FSharpReferences
{
    private static readonly string[] Names =
    [
        "Workbench.Kernel", "Workbench.Client", "Microsoft.DotNet.Interactive.Formatting", "Microsoft.AspNetCore.Html.Abstractions",
        "Deedle", "MathNet.Numerics", "Microsoft.Data.Analysis",
        "Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.StandardTrainers", "Microsoft.ML.Transforms",
        "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm", "Microsoft.ML.KMeansClustering", "Microsoft.ML.PCA",
        "Newtonsoft.Json",
    ];

    // F# of such a size costs a quarter of a second and 70 MB to take in, so it waits for a text that names it.
    private static readonly string[] Charts = ["Plotly.NET", "Giraffe.ViewEngine", "DynamicObj"];

    public static IEnumerable<string> Paths() =>
        Files(Names);

    /// <summary>What a text needs beside that.</summary>
    public static IReadOnlyList<string> NamedIn(string code) =>
        code.Contains("Plotly", StringComparison.Ordinal) || code.Contains("Giraffe", StringComparison.Ordinal) || code.Contains("DynamicObj", StringComparison.Ordinal)
            ? [.. Files(Charts)]
            : [];

    private static IEnumerable<string> Files(string[] names) =>
        names.Select(static name => Path.Combine(AppContext.BaseDirectory, name + ".dll")).Where(File.Exists);
}
