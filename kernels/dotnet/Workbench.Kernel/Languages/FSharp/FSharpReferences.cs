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
        "Plotly.NET", "Giraffe.ViewEngine.StrongName", "DynamicObj", "Newtonsoft.Json",
    ];

    public static IEnumerable<string> Paths() =>
        Names.Select(static name => Path.Combine(AppContext.BaseDirectory, name + ".dll")).Where(File.Exists);
}
