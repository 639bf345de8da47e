namespace Workbench.Kernel.Languages.FSharp;

/// <summary>What every F# cell finds without asking for it, as notebooks written for .NET Interactive expect.</summary>
internal static class FSharpPrelude
{
    public const string Code = """
        open System
        open System.IO
        open System.Text
        open Microsoft.DotNet.Interactive
        open Microsoft.DotNet.Interactive.Formatting
        open Workbench.Client

        [<AutoOpen>]
        module FSharpKernelHelpers =
            type Kernel = Microsoft.DotNet.Interactive.Kernel
            type MathString = Microsoft.DotNet.Interactive.Jupyter.Formatting.MathString
            let display (value: 'T) = Kernel.display(box value)
            let HTML (content: string) = Kernel.HTML(content)
            let Javascript (content: string) = Kernel.Javascript(content)
            let CSS (content: string) = Kernel.CSS(content)
        """;
}
