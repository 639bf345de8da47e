using Workbench.Kernel.Api;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Cells;

/// <summary>Shows how a part of a cell ended: its value, or its error.</summary>
internal static class CellResults
{
    /// <returns>The error that was shown, or null.</returns>
    public static CellError? Show(CellEnd end, RunningCell cell, int executionCount)
    {
        var error = end switch
        {
            CellEnd.Ok { HasValue: true } ok => ShowResult(ok.Value, cell, executionCount),
            CellEnd.Ok => null,
            CellEnd.CompileErrors compile => CellErrors.Of(compile.Errors),
            CellEnd.Interrupted { LeftBehind: true } => CellError.LeftBehind,
            CellEnd.Interrupted => CellError.Interrupted,
            CellEnd.Reported reported => reported.Error,
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
    private static CellError? ShowResult(object? value, RunningCell cell, int executionCount)
    {
        RunningCell.Current = cell;
        try
        {
            if (value is Microsoft.DotNet.Interactive.DisplayedValue)
            {
                return null;
            }

            // A language of another process formats its values itself.
            cell.Output.Result(value as MimeBundle ?? FormattedValues.Bundle(value) ?? ValueFormatting.Format(value), executionCount, value);
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
        // Failures of the client have a display of their own; those of the kernel are a sentence, which the error says.
        if (CellErrors.Explained(error) is { } explained && explained.GetType().Assembly != typeof(CellResults).Assembly)
        {
            cell.Output.Display(ValueFormatting.Format(explained));
        }

        return CellErrors.Of(error);
    }
}
