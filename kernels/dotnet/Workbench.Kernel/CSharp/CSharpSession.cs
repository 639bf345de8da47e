using System.Runtime;
using System.Globalization;
using System.Text.RegularExpressions;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// C# cells with state: compiles a cell, runs it on the calling thread, waits for what it awaits, and keeps what it declared,
/// also when it failed half way, as a notebook's user expects.
/// </summary>
internal sealed class CSharpSession
{
    private readonly CSharpCompiler compiler = new();
    private readonly DeclaredSource declared = new();
    private object?[] instances = new object?[64];
    private CompiledCell? started;

    public CSharpCompiler Compiler => compiler;

    /// <summary>What cells have declared so far, for completion and inspection.</summary>
    public DeclaredSource Declared => declared;

    /// <summary>The variables that cells have declared so far.</summary>
    public CSharpVariables Variables { get; } = new();

    /// <summary>
    /// Runs a first cell of the kernel's own: it settles names that would be ambiguous between the default imports, and takes the
    /// time that the compiler needs for its first cell before the user's comes.
    /// </summary>
    public void Prepare()
    {
        if (compiler.Compile(CSharpImports.Aliases + "(1 + 1).ToString()", "prepare").Cell is { } cell)
        {
            cell.Start(instances).GetAwaiter().GetResult();
            compiler.Keep(cell);
        }
    }

    /// <param name="code">The cell.</param>
    /// <param name="name">How stack traces shall call it, such as <c>cell 3</c>.</param>
    /// <param name="running">The cell as the interrupter knows it.</param>
    public CellEnd Run(string code, string name, RunningCell running)
    {
        KeepStarted();
        var compiling = compiler.Compile(code, name);
        if (compiling.Cell is not { } cell)
        {
            return new CellEnd.CompileErrors(CompileErrors.Describe(compiling.Errors, code));
        }

        var end = Start(cell, name, running);
        if (cell.Warnings.Count > 0)
        {
            running.Output.Print("stderr", $"\n{string.Join("\n\n", cell.Warnings)}\n\n");
        }

        if (cell.Declares)
        {
            declared.Add(code);
        }

        return end;
    }

    /// <summary>Runs code of the kernel's own that declares something.</summary>
    /// <returns>The compiler's first complaint, or null.</returns>
    public string? Declare(string code)
    {
        KeepStarted();
        var compiling = compiler.Compile(code, "declaration");
        if (compiling.Cell is not { } cell)
        {
            return compiling.Errors[0].GetMessage(CultureInfo.InvariantCulture);
        }

        MakeRoom();
        cell.Start(instances).GetAwaiter().GetResult();
        Keep(cell);
        declared.Add(code);
        return null;
    }

    /// <summary>The value of one expression of a request's <c>user_expressions</c>; it leaves nothing behind.</summary>
    public CellEnd Evaluate(string expression, RunningCell running)
    {
        var compiling = compiler.Compile(expression, "expression");
        return compiling.Cell is { Declares: false } cell
            ? Start(cell, "expression", running)
            : new CellEnd.CompileErrors(CompileErrors.Describe(compiling.Errors, expression));
    }

    private CellEnd Start(CompiledCell cell, string name, RunningCell running)
    {
        MakeRoom();
        Task<object?> task;
        if (cell.Code is not null)
        {
            UserFrames.Remember(cell.Code, cell.Symbols);
        }

        RunningCell.Current = running;
        started = cell;
        try
        {
            task = StartForcibly(cell, running);
        }
        catch (Exception error)
        {
            task = Task.FromException<object?>(error);
        }
        finally
        {
            // From here this thread only waits; what the cell still does, it does elsewhere.
            RunningCell.Current = null;
            if (started == cell)
            {
                KeepStarted();
            }
        }

        if (!task.IsCompleted && Task.WaitAny(task, running.Abandoned.Task) == 1 && !task.IsCompleted)
        {
            return new CellEnd.Interrupted(LeftBehind: true);
        }

        if (task.IsCompletedSuccessfully)
        {
            return new CellEnd.Ok(task.Result, cell.HasResult);
        }

        var failure = task.Exception?.InnerException ?? new TaskCanceledException(task);
        return running.IsInterruptRequested && IsStop(failure)
            ? new CellEnd.Interrupted(LeftBehind: false)
            : new CellEnd.Failed(failure);
    }

    // What holds no checkpoint, such as a long match or a product of matrices, is left only when the user insists: the runtime
    // makes the thread leave wherever it is, which may leave an object of the cell's half changed.
    private Task<object?> StartForcibly(CompiledCell cell, RunningCell running)
    {
        if (running.IsInOwnCode)
        {
            return cell.Start(instances);
        }

        Task<object?>? task = null;
        running.IsInOwnCode = true;
        try
        {
#pragma warning disable SYSLIB0046 // Obsolete because it can corrupt state; there is no other way out of such code but the end of the process.
            ControlledExecution.Run(() => task = cell.Start(instances), running.ForceToken);
#pragma warning restore SYSLIB0046
        }
        finally
        {
            running.IsInOwnCode = false;
        }

        return task ?? Task.FromCanceled<object?>(running.ForceToken);
    }

    // A cell that runs C# itself comes before what it runs, whose code sees what the cell has declared so far.
    private void KeepStarted()
    {
        if (started is { } cell)
        {
            started = null;
            Keep(cell);
        }
    }

    private void MakeRoom()
    {
        if (compiler.Depth + 1 >= instances.Length)
        {
            Array.Resize(ref instances, instances.Length * 2);
        }
    }

    private void Keep(CompiledCell cell)
    {
        compiler.Keep(cell);
        if (cell is { Declares: true, Code: not null })
        {
            Variables.Add(instances[compiler.Depth]);
        }
    }

    private static bool IsStop(Exception error) => error switch
    {
        OperationCanceledException or ThreadInterruptedException or RegexMatchTimeoutException => true,
        AggregateException many => many.InnerExceptions.All(IsStop),
        { InnerException: { } inner } => IsStop(inner),
        _ => false,
    };
}
