using Microsoft.CodeAnalysis.CSharp;
using Workbench.Client.Formatting;
using Workbench.Kernel.Cells;
using Workbench.Kernel.CSharp;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages.Editing;
using Workbench.Kernel.Output;
using Workbench.Kernel.Sharing;

namespace Workbench.Kernel.Languages.CSharp;

/// <summary>C# as a language of the notebook; the work is done by <see cref="CSharpSession"/>.</summary>
internal sealed class CSharpLanguage : ILanguage, IValueHolder, IEvaluates, ICompletion, IInspection, ICompleteness, ISignatureHelp, IDiagnosis, IReferencesAssemblies
{
    private static readonly TimeSpan TidyAfter = TimeSpan.FromSeconds(1.5);

    private readonly Task<CSharpSession> starting;
    private readonly Lazy<CSharpEditorServices> editor;

    /// <summary>Begins to start the compiler on a thread of its own, so that it comes up while the client still says hello.</summary>
    public CSharpLanguage()
    {
        starting = Task.Factory.StartNew(Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        editor = new Lazy<CSharpEditorServices>(() => new CSharpEditorServices(Session));
    }

    public static LanguageInfo Description { get; } = new("csharp", ["c#", "cs"], "C#", "14.0")
    {
        MimeType = "text/x-csharp",
        FileExtension = ".cs",
        Lexer = "csharp",
    };

    public LanguageInfo Info => Description;

    public bool SharesObjects => true;

    public IReadOnlyList<HeldValue> Values => [.. Session.Variables.All().Select(static one => ValueDescription.Of(one.Name, one.Type, one.Value, CSharpTypeNames.Short))];

    private CSharpSession Session => starting.GetAwaiter().GetResult();

    public CellEnd Run(string code, string name, RunningCell running) => Session.Run(code, name, running);

    public CellEnd Evaluate(string expression, RunningCell running) => Session.Evaluate(expression, running);

    public void Reference(IReadOnlyList<string> paths) => Session.Compiler.AddReferences(paths);

    public SharedValue? Get(string name) =>
        Session.Variables.Find(name) is { } variable ? new SharedValue.Reference(variable.Value, variable.Type) : null;

    public string? Set(string name, SharedValue value)
    {
        if (!SyntaxFacts.IsValidIdentifier(name))
        {
            return $"'{name}' cannot be the name of a variable in C#.";
        }

        // A type that a cell declared has no name that holds everywhere: its own word where that means it, else the value tells what it is.
        var (held, type) = ObjectForms.Of(value);
        string[] names = CSharpTypeNames.CanBeNamed(type) ? [CSharpTypeNames.Full(type)] : [CSharpTypeNames.Short(type), "dynamic"];
        string? refusal = null;
        foreach (var written in names)
        {
            try
            {
                refusal = Session.Declare($"{written} @{name} = ({written})global::Workbench.Kernel.Sharing.Handover.Take({Handover.Leave(held)})!;");
            }
            catch (InvalidCastException error)
            {
                refusal = error.Message;
            }

            if (refusal is null)
            {
                return null;
            }
        }

        return refusal;
    }

    public Completions Complete(string code, int position) => editor.Value.Complete(code, position);

    public IReadOnlyDictionary<string, string>? Inspect(string code, int position) =>
        editor.Value.Inspect(code, position) is { } text ? new Dictionary<string, string> { ["text/plain"] = text } : null;

    public Signatures? Sign(string code, int position) => editor.Value.Sign(code, position);

    public IReadOnlyList<CodeDiagnostic> Diagnose(string code) => editor.Value.Diagnose(code);

    public (string Status, string Indent) IsComplete(string code) => CompletenessCheck.Of(code);

    private static CSharpSession Start()
    {
        BuiltInFormatters.Ensure();
        var session = new CSharpSession();
        session.Prepare();
        ValueFormatting.Format(2);
        _ = TidyAsync();
        return session;
    }

    // What starting up has left behind goes back to the system once; kernels wait for their users most of the time.
    private static async Task TidyAsync()
    {
        await Task.Delay(TidyAfter);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
