using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Output;
using Workbench.Kernel.Sharing;

namespace Workbench.Kernel.Api.Routing;

/// <summary>
/// Carries out what a cell asks of a language, on the cell's own thread and as part of it: what the code shows, the cell shows, and an
/// interrupt stops both.
/// </summary>
internal static class CommandRouting
{
    // Cells that start threads may ask from several at once; languages run one thing at a time.
    private static readonly Lock Gate = new();

    public static KernelCommandResult Handle(KernelCommand command, string? kernelName)
    {
        lock (Gate)
        {
            var run = CellHost.Run;
            var output = run.Cell.Output;
            var events = new EventRecorder(command, output.Observer);
            RegisteredLanguage? language = null;
            output.Observer = events;
            try
            {
                var failure = kernelName is not null && !run.Languages.TryFind(kernelName, out language)
                    ? $"Kernel '{kernelName}' not found."
                    : Carry(command, language ?? run.Languages.Default, run, events);
                events.Add(failure is null ? new CommandSucceeded(command) : new CommandFailed(command, failure));
            }
            finally
            {
                output.Observer = events.Outer;
            }

            return new KernelCommandResult(command, events.Events);
        }
    }

    private static string? Carry(KernelCommand command, RegisteredLanguage language, CellRun run, EventRecorder events)
    {
        switch (command)
        {
            case SubmitCode submit:
                events.Add(new CodeSubmissionReceived(submit));
                return Submit(submit.Code, language, run);
            case SendValue send:
                SharedValue value = send.FormattedValue is { } text
                    ? text.MimeType == "application/json" ? new SharedValue.Json(text.Value) : new SharedValue.Text(text.Value, text.MimeType)
                    : new SharedValue.Reference(send.Value, send.Value?.GetType() ?? typeof(object));
                return ValueRoute.Give(run.Languages, language.Info.Name, send.Name, value)?.Message;
            case RequestValue request:
                return Read(request, language, events);
            case RequestValueInfos when language.Language is IValueHolder holder:
                events.Add(new ValueInfosProduced([.. holder.Values.Select(static one => new KernelValueInfo(one.Name, new FormattedValue("text/plain", one.Preview), one.Type))], command));
                return null;
            case DisplayValue display:
                run.Cell.Output.Display(FormattedValues.Bundle([display.FormattedValue]), null, display.ValueId);
                return null;
            case UpdateDisplayedValue update:
                run.Cell.Output.Update(update.ValueId, FormattedValues.Bundle([update.FormattedValue]));
                return null;
            case RequestInput asked:
                events.Add(new InputProduced(Asking.Ask(run.Cell, asked.Prompt, asked.IsPassword), asked));
                return null;
            case SendEditableCode next:
                run.OfferNext(next.KernelName == run.Languages.Default.Info.Name ? next.Code : $"#!{next.KernelName}\n{next.Code}");
                return null;
            default:
                return $"{language.Info.Title} does not carry out {command.GetType().Name}.";
        }
    }

    private static string? Submit(string code, RegisteredLanguage language, CellRun run)
    {
        // The inner code has a context of its own; afterwards the outer cell's thread works for the cell again.
        var outer = RunningCell.Current;
        try
        {
            return run.Run(code, language) is not { } error ? null
                : error == CellError.Interrupted || error == CellError.LeftBehind ? throw new OperationCanceledException(run.Cell.CancellationToken)
                : error.Value;
        }
        finally
        {
            RunningCell.Current = outer;
        }
    }

    private static string? Read(RequestValue request, RegisteredLanguage language, EventRecorder events)
    {
        if (language.Language is not IValueHolder holder || holder.Get(request.Name) is not { } value)
        {
            return $"Value '{request.Name}' not found in kernel {language.Info.Name}";
        }

        var (held, _) = ObjectForms.Of(value);
        events.Add(new ValueProduced(held, request.Name, FormattedValue.CreateSingleFromObject(held, request.MimeType), request));
        return null;
    }
}
