using System.Text.Json;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Jupyter;
using Workbench.Kernel.Languages.Editing;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Languages.Children;

/// <summary>
/// A language whose cells a child kernel runs, in the same sandbox as this one. The child is started by the first cell, and
/// again by the next one after it died.
/// </summary>
internal sealed class ChildLanguage(LanguageInfo info, Func<ChildProgram> program, IChildValues values)
    : ILanguage, IValueHolder, IInterruptible, ICompletion, IInspection, ISignatureHelp, ICompleteness
{
    private volatile ChildKernel? child;

    public LanguageInfo Info => info;

    public bool PrefersTables => true;

    public IReadOnlyList<HeldValue> Values => child is { HasExited: false } ? new ChildValues(Started(), values).List() : [];

    public CellEnd Run(string code, string name, RunningCell running)
    {
        if (info.WhyMissing() is { } missing)
        {
            return new CellEnd.Failed(new LanguageMissingException(missing));
        }

        var outputs = new ChildOutputs(running.Output);
        try
        {
            var reply = Started().Ask("execute_request", ChildRequests.Execute(code, isSilent: false, running.Input is not null), outputs.Take, AskOf(running));
            return reply.GetProperty("status").GetString() == "ok"
                ? new CellEnd.Ok(null, HasValue: false)
                : EndOf(outputs.Error ?? ChildOutputs.ErrorOf(reply), running);
        }
        catch (ChildDiedException error)
        {
            Forget();
            return new CellEnd.Reported(new CellError("KernelDied", error.Message.Split('\n')[0], error.Message.Split('\n')));
        }
    }

    public void Interrupt() => child?.Interrupt();

    public SharedValue? Get(string name) => values.IsName(name) && child is { HasExited: false } ? new ChildValues(Started(), values).Get(name) : null;

    public string? Set(string name, SharedValue value)
    {
        if (info.WhyMissing() is { } missing)
        {
            return missing;
        }

        try
        {
            return values.IsName(name) ? new ChildValues(Started(), values).Set(name, value) : $"'{name}' cannot be the name of a variable in {info.Title}.";
        }
        catch (ChildDiedException error)
        {
            Forget();
            return error.Message;
        }
    }

    public Completions Complete(string code, int position)
    {
        if (!CanAsk)
        {
            return Completions.None(position);
        }

        var reply = Started().Ask("complete_request", ChildRequests.At(code, position));
        var matches = reply.GetProperty("matches").EnumerateArray().Select(static one => new CompletionMatch(one.GetString()!, "text"));
        return new Completions(
            [.. matches],
            CursorPositions.ToUtf16(code, reply.GetProperty("cursor_start").GetInt32()),
            CursorPositions.ToUtf16(code, reply.GetProperty("cursor_end").GetInt32()));
    }

    public IReadOnlyDictionary<string, string>? Inspect(string code, int position)
    {
        if (!CanAsk)
        {
            return null;
        }

        var reply = Started().Ask("inspect_request", ChildRequests.At(code, position));
        return reply.TryGetProperty("found", out var found) && found.ValueKind == JsonValueKind.True
            ? reply.GetProperty("data").EnumerateObject().Where(static one => one.Value.ValueKind == JsonValueKind.String).ToDictionary(static one => one.Name, static one => one.Value.GetString()!)
            : null;
    }

    public Signatures? Sign(string code, int position) =>
        OpenCall.At(code, position) is not { } call ? null
        : Inspect(code, call.NameEnd)?.GetValueOrDefault("text/plain") is { } told && ChildSignature.OfHelp(call, told) is { } found ? found
        : ChildSignature.OfArguments(call, Complete(code[..(call.NameEnd + 1)], call.NameEnd + 1));

    public (string Status, string Indent) IsComplete(string code)
    {
        if (!CanAsk)
        {
            return ("complete", "");
        }

        var reply = Started().Ask("is_complete_request", JupyterJson.Write(code, static (writer, code) => writer.WriteString("code"u8, code)));
        var status = reply.GetProperty("status").GetString()!;
        return (status is "complete" or "incomplete" or "invalid" ? status : "complete", reply.TryGetProperty("indent", out var indent) ? indent.GetString() ?? "" : "");
    }

    // Typing in a cell starts no child: only running one does.
    private bool CanAsk => child is { HasExited: false };

    private static CellEnd EndOf(CellError error, RunningCell running) =>
        running.IsInterruptRequested && (error.Name is "KeyboardInterrupt" or "CancelledError" or "" || error.Name.Contains("interrupt", StringComparison.OrdinalIgnoreCase))
            ? new CellEnd.Reported(error.Name == "KeyboardInterrupt" ? error : CellError.Interrupted)
            : new CellEnd.Reported(error);

    private static Func<string, bool, string>? AskOf(RunningCell running) =>
        running.Input is { } ask ? (prompt, isPassword) => Answer(ask, prompt, isPassword, running.CancellationToken) : null;

    private static string Answer(InputRequests.Asker ask, string prompt, bool isPassword, CancellationToken cancellation)
    {
        try
        {
            return ask(prompt, isPassword, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The child was interrupted too and does not read the answer.
            return "";
        }
    }

    private ChildKernel Started()
    {
        if (child is { HasExited: true })
        {
            Forget();
        }

        if (child is { } running)
        {
            return running;
        }

        var started = new ChildKernel(info.Title, program());
        started.Ask("execute_request", ChildRequests.Execute(values.Setup, isSilent: true, allowInput: false));
        child = started;
        return started;
    }

    private void Forget()
    {
        child?.Dispose();
        child = null;
    }
}
