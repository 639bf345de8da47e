using System.Collections.Immutable;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// The namespaces that every cell sees. Plotly.NET itself is left out: its Chart would clash with that of Plotly.NET.CSharp,
/// which is the one written for C#.
/// </summary>
internal static class CSharpImports
{
    public static ImmutableArray<string> Default { get; } =
    [
        "System",
        "System.IO",
        "System.Linq",
        "System.Text",
        "System.Collections",
        "System.Collections.Generic",
        "System.Threading",
        "System.Threading.Tasks",
        "Microsoft.AspNetCore.Html",
        "Microsoft.DotNet.Interactive",
        "Microsoft.DotNet.Interactive.Formatting",
        "Microsoft.DotNet.Interactive.Formatting.TabularData",
        "Microsoft.DotNet.Interactive.Jupyter.Formatting",
        "Microsoft.DotNet.Interactive.Kernel",
        "Deedle",
        "MathNet.Numerics",
        "Microsoft.Data.Analysis",
        "Microsoft.ML",
        "Microsoft.ML.Data",
        "Plotly.NET.CSharp",
        "Workbench.Client",
    ];

    /// <summary>Names that several of the namespaces have, and which one is meant: Deedle.Index hides the index of ranges, MathNet has a Series too.</summary>
    public const string Aliases = "using Index = System.Index;\nusing Series = Deedle.Series;\n";
}
