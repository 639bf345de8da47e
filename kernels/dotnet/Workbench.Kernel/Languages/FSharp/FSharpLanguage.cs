using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>F# cells. The compiler is loaded by the first of them.</summary>
internal sealed class FSharpLanguage : ILanguage
{
    private readonly Lazy<FSharpSession> session = new(static () => new FSharpSession());

    public static LanguageInfo Description { get; } = new("fsharp", ["f#", "fs"], "F#", "10.0")
    {
        MimeType = "text/x-fsharp",
        FileExtension = ".fs",
        Lexer = "fsharp",
    };

    public LanguageInfo Info => Description;

    public CellEnd Run(string code, string name, RunningCell running) => session.Value.Run(code, name, running);
}
