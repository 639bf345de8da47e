using System.Reflection;
using Workbench.Client;
using Workbench.Kernel.CSharp;
using Workbench.Kernel.Languages.JavaScript;

namespace Workbench.Kernel.Cells;

/// <summary>Puts compile errors and exceptions into the words that a notebook shows.</summary>
internal static class CellErrors
{
    /// <summary>A chain of causes longer than this is shown cut.</summary>
    private const int MaxCauses = 8;

    public static CellError Of(IReadOnlyList<CompileError> errors) =>
        new("CompileError", errors.Count == 0 ? "The cell does not compile." : errors[0].Text, [.. errors.SelectMany(error => error.Lines())]);

    public static CellError Of(Exception error)
    {
        var cause = Unwrap(error);
        if (cause is IExplainedFailure or IPlainFailure)
        {
            return new CellError(cause.GetType().Name, cause.Message, [cause.Message]);
        }

        if (cause is PageError page)
        {
            return new CellError(page.Name, page.Message, page.Traceback.Count > 0 ? page.Traceback : [$"{page.Name}: {page.Message}"]);
        }

        List<string> lines = [];
        Exception? next = cause;
        for (var depth = 0; next is not null && depth < MaxCauses; depth++, next = next.InnerException)
        {
            lines.Add((depth == 0 ? "" : "caused by ") + NameOf(next) + ": " + next.Message);
            lines.AddRange(UserFrames.Of(next));
        }

        return new CellError(cause.GetType().Name, cause.Message, lines);
    }

    /// <summary>The failure that explains itself, if there is one among the causes.</summary>
    public static Exception? Explained(Exception error) => Unwrap(error) is IExplainedFailure ? Unwrap(error) : null;

    // Wrappers that say nothing but "something failed" are looked through.
    private static Exception Unwrap(Exception error) => error switch
    {
        AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException or TypeInitializationException when error.InnerException is { } inner => Unwrap(inner),
        _ => error,
    };

    private static string NameOf(Exception error) =>
        error.GetType() is { FullName: { } name } && !name.StartsWith("Submission#", StringComparison.Ordinal) ? name : error.GetType().Name;
}
