using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages.Editing;
using Workbench.Kernel.Packages;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>F# cells. The compiler is loaded when the first of them comes.</summary>
internal sealed class FSharpLanguage : ILanguage, IValueHolder, IEvaluates, ICompletion, IInspection, ICompleteness, ISignatureHelp, IDiagnosis, IReferencesAssemblies
{
    private readonly Lazy<FSharpSession> session = new(static () =>
    {
        var made = new FSharpSession();
        made.Reference(PackageSession.Notebook.Assemblies);
        return made;
    });

    /// <summary>
    /// Whoever asks for the language wants it soon: as the language of the whole notebook it comes up while the client still says hello.
    /// </summary>
    public FSharpLanguage() => new Thread(Start) { IsBackground = true, Name = "fsharp" }.UnsafeStart();

    public static LanguageInfo Description { get; } = new("fsharp", ["f#", "fs"], "F#", "10.0")
    {
        MimeType = "text/x-fsharp",
        FileExtension = ".fs",
        Lexer = "fsharp",
    };

    public LanguageInfo Info => Description;

    public bool SharesObjects => true;

    public IReadOnlyList<HeldValue> Values => session.IsValueCreated ? session.Value.Variables.All() : [];

    public CellEnd Run(string code, string name, RunningCell running) => session.Value.Run(code, name, running);

    public CellEnd Evaluate(string expression, RunningCell running) => session.Value.Run(expression, "expression", running);

    public void Reference(IReadOnlyList<string> paths)
    {
        if (session.IsValueCreated)
        {
            session.Value.Reference(paths);
        }
    }

    public SharedValue? Get(string name) => session.IsValueCreated ? session.Value.Variables.Find(name) : null;

    public string? Set(string name, SharedValue value) => FSharpVariables.Declaration(name, value) is { } code
        ? session.Value.Declare(code)
        : $"'{name}' cannot be the name of a value in F#.";

    public Completions Complete(string code, int position) => Editor(code).Complete(code, position);

    public IReadOnlyDictionary<string, string>? Inspect(string code, int position) => Editor(code).Inspect(code, position);

    public (string Status, string Indent) IsComplete(string code) => session.Value.Editor.IsComplete(code);

    public Signatures? Sign(string code, int position) => Editor(code).Sign(code, position);

    public IReadOnlyList<CodeDiagnostic> Diagnose(string code) => Editor(code).Diagnose(code);

    // What a text names is known while it is written.
    private FSharpEditorServices Editor(string code)
    {
        session.Value.Reference(FSharpReferences.NamedIn(code));
        return session.Value.Editor;
    }

    private void Start()
    {
        try
        {
            _ = session.Value;
        }
        catch (Exception)
        {
            // The first cell gets the same error, and there is somebody to see it.
        }
    }
}
