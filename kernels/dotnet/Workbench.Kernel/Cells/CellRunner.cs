using System.Diagnostics.CodeAnalysis;
using Workbench.Kernel.Directives;
using Workbench.Kernel.Directives.Magics;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Jupyter;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Output;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Cells;

/// <summary>
/// Runs cells: counts them, runs them in their language, shows results and errors. Cells run one at a time on the thread that
/// calls <see cref="Execute"/>.
/// </summary>
internal sealed class CellRunner
{
    private readonly IoPub ioPub;
    private readonly InputRequests inputs;
    private readonly Interrupter interrupter;
    private readonly LanguageRegistry languages;
    private readonly DirectiveCatalogue catalogue;
    private volatile RunningCell? running;
    private int executionCount;

    public CellRunner(IoPub ioPub, InputRequests inputs, Interrupter interrupter, LanguageRegistry languages)
    {
        catalogue = new DirectiveCatalogue(languages, InstalledMagics.All());
        this.ioPub = ioPub;
        this.languages = languages;
        this.inputs = inputs;
        this.interrupter = interrupter;

        // The language of most cells comes up while the sockets are being bound and the client still says hello.
        _ = languages.Default.Language;
        Console.SetOut(new PrintedText("stdout", CurrentOutput));
        Console.SetError(new PrintedText("stderr", CurrentOutput));
        Console.SetIn(new AskedText(() => RunningCell.Current ?? running));
        Api.CellHost.Set(() => RunningCell.Current ?? running);
    }

    public LanguageRegistry Languages => languages;

    public DirectiveCatalogue Catalogue => catalogue;

    public CellHistory History { get; } = new();

    public CellOutcome Execute(Request request, CellOrder order)
    {
        if (order.StoreHistory)
        {
            executionCount++;
            History.Add(executionCount, order.Code);
        }

        if (!order.Silent)
        {
            ioPub.Post("execute_input", JupyterJson.Write((order.Code, executionCount), static (writer, input) =>
            {
                writer.WriteString("code"u8, input.Code);
                writer.WriteNumber("execution_count"u8, input.executionCount);
            }), request.Message);
        }

        var output = new CellOutput(ioPub, request.Message, order.Silent) { ExecutionCount = executionCount };
        var cell = new RunningCell(output, order.AllowInput ? inputs.For(request) : null);
        running = cell;
        interrupter.Begin(cell);
        try
        {
            var run = new CellRun(languages, catalogue, cell, executionCount);
            if (!TryFind(order.Language, out var language))
            {
                var known = string.Join(", ", languages.All.Select(static one => one.Info.Name));
                var missing = new LanguageMissingException($"This kernel has no language '{order.Language}', in which the notebook has this cell. Known: {known}");
                return new CellOutcome(executionCount, CellResults.Show(new CellEnd.Failed(missing), cell, executionCount), [], []);
            }

            var error = run.Start(order.Code, language);
            return new CellOutcome(executionCount, error, error is null ? Evaluate(order, cell, language) : [], run.Offered);
        }
        finally
        {
            interrupter.End(cell);
            RunningCell.ClearPendingWake();
            output.Close();
        }
    }

    private bool TryFind(string? name, [NotNullWhen(true)] out RegisteredLanguage? language)
    {
        language = languages.Default;
        return name is null || languages.TryFind(name, out language);
    }

    private CellOutput? CurrentOutput() => RunningCell.Current?.Output is { IsOpen: true } own ? own : running?.Output;

    private List<KeyValuePair<string, ExpressionResult>> Evaluate(CellOrder order, RunningCell cell, RegisteredLanguage of)
    {
        List<KeyValuePair<string, ExpressionResult>> results = [];
        foreach (var (name, code) in order.Expressions)
        {
            var end = of.Language is IEvaluates language
                ? language.Evaluate(code, cell)
                : new CellEnd.Failed(new NotSupportedException("This language evaluates no user expressions."));
            var result = end switch
            {
                CellEnd.Ok ok => new ExpressionResult(ValueFormatting.Format(ok.Value), null),
                CellEnd.CompileErrors compile => new ExpressionResult(null, CellErrors.Of(compile.Errors)),
                CellEnd.Failed failed => new ExpressionResult(null, CellErrors.Of(failed.Error)),
                _ => new ExpressionResult(null, CellError.Interrupted),
            };
            results.Add(KeyValuePair.Create(name, result));
        }

        return results;
    }
}
