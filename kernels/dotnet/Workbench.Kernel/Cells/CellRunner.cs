using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;
using Workbench.Kernel.CSharp;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Jupyter;
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
    private readonly Task<CSharpSession> starting;
    private readonly Lazy<CSharpEditorServices> editor;
    private volatile RunningCell? running;
    private int executionCount;

    public CellRunner(IoPub ioPub, InputRequests inputs, Interrupter interrupter)
    {
        this.ioPub = ioPub;
        this.inputs = inputs;
        this.interrupter = interrupter;

        // Compiler and formatters come up while the sockets are being bound and the client still says hello.
        starting = Task.Factory.StartNew(Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        editor = new Lazy<CSharpEditorServices>(() => new CSharpEditorServices(CSharp));
        Console.SetOut(new PrintedText("stdout", CurrentOutput));
        Console.SetError(new PrintedText("stderr", CurrentOutput));
        Console.SetIn(new AskedText(() => RunningCell.Current ?? running));
        Api.CellHost.Set(() => RunningCell.Current ?? running);
    }

    public CellHistory History { get; } = new();

    private CSharpSession CSharp => starting.GetAwaiter().GetResult();

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

        var output = new CellOutput(ioPub, request.Message, order.Silent);
        var cell = new RunningCell(output, order.AllowInput ? inputs.For(request) : null);
        running = cell;
        interrupter.Begin(cell);
        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"cell {executionCount}");
            var error = Show(CSharp.Run(order.Code, name, cell), cell);
            return new CellOutcome(executionCount, error, error is null ? Evaluate(order, cell) : []);
        }
        finally
        {
            interrupter.End(cell);
            RunningCell.ClearPendingWake();
            output.Close();
        }
    }

    public (string Status, string Indent) IsComplete(string code) => CompletenessCheck.Of(code);

    public Completions Complete(string code, int position) => editor.Value.Complete(code, position);

    public string? Inspect(string code, int position) => editor.Value.Inspect(code, position);

    private static CSharpSession Start()
    {
        ClientFormatters.Register();
        var session = new CSharpSession();
        session.Prepare();
        ValueFormatting.Format(2);
        return session;
    }

    private CellOutput? CurrentOutput() => RunningCell.Current?.Output is { IsOpen: true } own ? own : running?.Output;

    private CellError? Show(CellEnd end, RunningCell cell)
    {
        var error = end switch
        {
            CellEnd.Ok { HasValue: true } ok => ShowResult(ok.Value, cell),
            CellEnd.Ok => null,
            CellEnd.CompileErrors compile => CellErrors.Of(compile.Errors),
            CellEnd.Interrupted { LeftBehind: true } => CellError.LeftBehind,
            CellEnd.Interrupted => CellError.Interrupted,
            CellEnd.Failed failed => Explain(failed.Error, cell),
            _ => throw new InvalidOperationException(),
        };
        if (error is not null)
        {
            cell.Output.Error(error);
        }

        return error;
    }

    // Formatting runs the user's code too: property getters, lazy sequences, formatters of their own.
    private CellError? ShowResult(object? value, RunningCell cell)
    {
        RunningCell.Current = cell;
        try
        {
            if (value is Microsoft.DotNet.Interactive.DisplayedValue)
            {
                return null;
            }

            cell.Output.Result(ValueFormatting.Format(value), executionCount);
            return null;
        }
        catch (Exception error)
        {
            return cell.IsInterruptRequested && error is OperationCanceledException or ThreadInterruptedException
                ? CellError.Interrupted
                : Explain(error, cell);
        }
        finally
        {
            RunningCell.Current = null;
        }
    }

    private static CellError Explain(Exception error, RunningCell cell)
    {
        if (CellErrors.Explained(error) is { } explained)
        {
            cell.Output.Display(ValueFormatting.Format(explained));
        }

        return CellErrors.Of(error);
    }

    private List<KeyValuePair<string, ExpressionResult>> Evaluate(CellOrder order, RunningCell cell)
    {
        List<KeyValuePair<string, ExpressionResult>> results = [];
        foreach (var (name, code) in order.Expressions)
        {
            var result = CSharp.Evaluate(code, cell) switch
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
