using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.Interactive;
using Microsoft.FSharp.Core;
using Workbench.Kernel.Cells;
using Workbench.Kernel.CSharp;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages.FSharp.Html;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>F# Interactive with what cells declared so far. It takes a second to start and 150 MB, so nobody makes one before the first F# cell.</summary>
internal sealed class FSharpSession
{
    private readonly Shell.FsiEvaluationSession interactive;
    private readonly HashSet<string> known = [.. FSharpReferences.Paths().Select(static path => Path.GetFileName(path))];

    // F# Interactive takes over the names of a text when all of it has run.
    private static readonly CellError Interrupted = new(
        CellError.Interrupted.Name,
        CellError.Interrupted.Value,
        ["The cell was interrupted. What earlier cells declared is kept; what this one was declaring is not. Values that it changed stay changed."]);

    private bool hasHtml;

    public FSharpSession()
    {
        string[] arguments =
        [
            "fsi.exe", "--noninteractive", "--nologo", "--quiet", "--gui-", "--readline-", "--multiemit+", "--debug+", "--usesdkrefs-",
            .. FSharpReferences.Paths().Select(static path => "-r:" + path),
        ];
        interactive = Shell.FsiEvaluationSession.Create(
            Shell.FsiEvaluationSession.GetDefaultConfiguration(), arguments, TextReader.Null, TextWriter.Null, TextWriter.Null, FSharpOption<bool>.None, null);
        EvaluateText(FSharpPrelude.Code, "prelude");
        BuiltInFormatters.Ensure();
        BuiltInFormatters.Add(FSharpFormatters.Register);
        Variables = new FSharpVariables(interactive);
        Editor = new FSharpEditorServices(interactive);
    }

    public FSharpVariables Variables { get; }

    public FSharpEditorServices Editor { get; }

    /// <summary>Runs code of the kernel's own.</summary>
    /// <returns>Why it could not be run; null when it was.</returns>
    public string? Declare(string code)
    {
        Reference(FSharpReferences.NamedIn(code));
        return EvaluateText(code, "shared").Failure is { } failure ? failure.Message : null;
    }

    /// <inheritdoc cref="IReferencesAssemblies.Reference"/>
    public void Reference(IReadOnlyList<string> paths)
    {
        foreach (var path in paths.Where(path => known.Add(Path.GetFileName(path))).ToList())
        {
            EvaluateText($"#r @\"{path}\"", "reference");
        }
    }

    /// <inheritdoc cref="ILanguage.Run"/>
    public CellEnd Run(string code, string name, RunningCell running)
    {
        code = FSharpSeparators.TakeOut(code.ReplaceLineEndings("\n"));
        RunningCell.Current = running;
        try
        {
            Reference(FSharpReferences.NamedIn(code));
            if (!hasHtml && HtmlModule.IsNamed(code))
            {
                hasHtml = true;
                EvaluateText(HtmlModule.Code(), "html");
            }

            return EndOf(Evaluate(code, name), code, running);
        }
        finally
        {
            RunningCell.Current = null;
        }
    }

    private static CellEnd EndOf(Evaluation evaluation, string code, RunningCell running)
    {
        foreach (var warning in evaluation.Diagnostics.Where(static one => one.Severity.IsWarning))
        {
            running.Output.Print("stderr", "\n" + FSharpErrors.Line(warning) + "\n\n");
        }

        switch (evaluation)
        {
            case { Failure: null, Value: var value }:
                return new CellEnd.Ok(value?.ReflectionValue, value is not null && value.ReflectionType != typeof(Unit));
            case { DidNotCompile: true }:
                return new CellEnd.CompileErrors(FSharpErrors.Describe(evaluation.Diagnostics, code));
            case { Failure: { } failure } when running.IsInterruptRequested && IsStop(failure):
                return new CellEnd.Reported(Interrupted);
            default:
                return new CellEnd.Failed(evaluation.Failure!);
        }
    }

    private Evaluation Evaluate(string code, string name)
    {
        var evaluation = EvaluateWoven(code, name);
        return evaluation.EndsWithoutType ? EvaluateWoven(code.TrimEnd() + "\n|> ignore", name) : evaluation;
    }

    // Where the weaving itself did harm nothing of the cell has run; code that is wrong as it was written gets its own errors.
    private Evaluation EvaluateWoven(string code, string name)
    {
        var text = FSharpWeaver.Weave(interactive.InteractiveChecker, code, name);
        var evaluation = EvaluateText(text, name);
        return evaluation is { DidNotCompile: true, EndsWithoutType: false } && !ReferenceEquals(text, code) && !RunsInParts(code) ? EvaluateText(code, name) : evaluation;
    }

    /// <summary>Directives are the only places at which a text is run in parts, of which the first may have run.</summary>
    private static bool RunsInParts(string code) => code.StartsWith('#') || code.Contains("\n#", StringComparison.Ordinal);

    private Evaluation EvaluateText(string code, string name)
    {
        var (choice, diagnostics) = interactive.EvalInteractionNonThrowing(code, name, FSharpOption<CancellationToken>.Some(CancellationToken.None));
        return choice switch
        {
            FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice1Of2 done => new Evaluation(done.Item?.Value, null, diagnostics),
            FSharpChoice<FSharpOption<Shell.FsiValue>, Exception>.Choice2Of2 failed => new Evaluation(null, failed.Item, diagnostics),
            _ => throw new InvalidOperationException(),
        };
    }

    private static bool IsStop(Exception error) => error switch
    {
        OperationCanceledException or ThreadInterruptedException => true,
        AggregateException many => many.InnerExceptions.All(IsStop),
        { InnerException: { } inner } => IsStop(inner),
        _ => false,
    };

    private sealed record Evaluation(Shell.FsiValue? Value, Exception? Failure, IReadOnlyList<FSharpDiagnostic> Diagnostics)
    {
        public bool DidNotCompile => Failure is not null && Diagnostics.Any(static one => one.Severity.IsError);

        /// <summary>A last expression such as <c>failwith "…"</c> has any type, which F# Interactive refuses to show a value of.</summary>
        public bool EndsWithoutType => DidNotCompile
            && Diagnostics.Where(static one => one.Severity.IsError).All(static one => one.ErrorNumber == 30 && one.Message.Contains("'it'", StringComparison.Ordinal));
    }
}
