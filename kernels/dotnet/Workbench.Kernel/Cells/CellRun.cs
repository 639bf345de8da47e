using System.Globalization;
using Workbench.Kernel.CSharp;
using Workbench.Kernel.Directives;
using Workbench.Kernel.Directives.Magics;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Cells;

/// <summary>
/// One cell on its way: cuts its text into parts, runs them one after another, shows the result of each, and stops at the first that
/// fails. Magics run more text through it: an imported notebook, a part that code submits.
/// </summary>
internal sealed class CellRun(LanguageRegistry languages, DirectiveCatalogue catalogue, RunningCell cell, int executionCount)
{
    private readonly List<Action> atEnd = [];
    private readonly List<string> offered = [];
    private int parts;

    public LanguageRegistry Languages => languages;

    /// <summary>The language of the code that is running, by name.</summary>
    public string Language { get; private set; } = languages.Default.Info.Name;

    /// <summary>The code that is running, without its directives.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Code that the cell offers as the next one, for clients that show it.</summary>
    public IReadOnlyList<string> Offered => offered;

    public RunningCell Cell => cell;

    public int ExecutionCount => executionCount;

    /// <summary>The files that <c>#!import</c> is reading at the moment, outermost first.</summary>
    public List<string> Importing { get; } = [];

    /// <summary>Something to do once the whole cell has run, also when it failed.</summary>
    public void AtEnd(Action action) => atEnd.Add(action);

    public void OfferNext(string code) => offered.Add(code);

    /// <summary>Runs the cell's own text.</summary>
    public CellError? Start(string code, RegisteredLanguage language)
    {
        cell.Run = this;
        try
        {
            return Run(code, language);
        }
        finally
        {
            atEnd.ForEach(static action => action());
        }
    }

    /// <summary>Runs text with directives in it.</summary>
    /// <returns>What went wrong, shown already; null when all ran to its end.</returns>
    public CellError? Run(string code, RegisteredLanguage language)
    {
        var submission = new SubmissionSplitter(catalogue).Split(code, language);
        if (submission.Errors.Count > 0)
        {
            return CellResults.Show(new CellEnd.CompileErrors([.. submission.Errors.Select(static error => error.ToCompileError())]), cell, executionCount);
        }

        for (var at = 0; at < submission.Parts.Count; at++)
        {
            if (cell.IsInterruptRequested)
            {
                return CellResults.Show(new CellEnd.Interrupted(LeftBehind: false), cell, executionCount);
            }

            var end = submission.Parts[at] switch
            {
                SubmissionPart.Code part => Run(part),
                SubmissionPart.Magic { Does: ITakesSeveral together } => Run(together, TakeAlike(submission.Parts, together, ref at)),
                SubmissionPart.Magic part => Run(() => DirectiveBinding.Bind(part.Call, Context) is var (call, error) && error is null ? part.Does.Run(call, Context) : error),
                _ => throw new InvalidOperationException(),
            };
            if (CellResults.Show(end, cell, executionCount) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private MagicContext Context => new(languages, catalogue, this);

    private static List<DirectiveCall> TakeAlike(IReadOnlyList<SubmissionPart> all, ITakesSeveral together, ref int at)
    {
        List<DirectiveCall> calls = [];
        while (at < all.Count && all[at] is SubmissionPart.Magic { Does: ITakesSeveral next } part && next.Goes(together))
        {
            calls.Add(part.Call);
            at++;
        }

        at--;
        return calls;
    }

    private CellEnd Run(ITakesSeveral magic, List<DirectiveCall> calls) => Run(() => magic.Run(calls, Context));

    // A magic works on the cell's thread, which an interrupt may wake while it waits.
    private CellEnd Run(Func<DirectiveError?> magic)
    {
        RunningCell.Current = cell;
        try
        {
            return magic() is { } error ? new CellEnd.CompileErrors([error.ToCompileError()]) : new CellEnd.Ok(null, HasValue: false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return cell.IsInterruptRequested && error is OperationCanceledException or ThreadInterruptedException
                ? new CellEnd.Interrupted(LeftBehind: false)
                : new CellEnd.Failed(error);
        }
        finally
        {
            RunningCell.Current = null;
        }
    }

    private CellEnd Run(SubmissionPart.Code part)
    {
        // Stack traces tell the parts of a cell apart; that of a cell in one piece is simply the cell.
        parts++;
        var name = parts == 1
            ? string.Create(CultureInfo.InvariantCulture, $"cell {executionCount}")
            : string.Create(CultureInfo.InvariantCulture, $"cell {executionCount} (part {parts})");
        if (part.Language.Info.WhyMissing() is { } reason)
        {
            return new CellEnd.Failed(new LanguageMissingException(reason));
        }

        IReadOnlyDictionary<string, string> options = new Dictionary<string, string>();
        if (part.Switch is not null)
        {
            var bound = Run(() =>
            {
                var (call, error) = DirectiveBinding.Bind(part.Switch, Context);
                options = call.Values.ToDictionary(static one => one.Key, static one => one.Value.Text);
                return error;
            });
            if (bound is not CellEnd.Ok)
            {
                return bound;
            }
        }

        var language = part.Language.Language;
        var outer = (cell.Stops, Language, Code);
        (cell.Stops, Language, Code) = (language as IInterruptible, part.Language.Info.Name, part.Text);
        try
        {
            return language is ITakesOptions taking ? taking.Run(part.Text, name, cell, options) : language.Run(part.Text, name, cell);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A language that breaks is this cell's error, not the session's end.
            return cell.IsInterruptRequested && error is OperationCanceledException or ThreadInterruptedException
                ? new CellEnd.Interrupted(LeftBehind: false)
                : new CellEnd.Failed(error);
        }
        finally
        {
            (cell.Stops, Language, Code) = outer;
        }
    }
}
