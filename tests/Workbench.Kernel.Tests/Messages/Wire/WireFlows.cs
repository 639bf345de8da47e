using System.Text.Json;
using Workbench.Kernel.Tests.Driving;
using Workbench.Kernel.Tests.Pages;

namespace Workbench.Kernel.Tests.Messages.Wire;

/// <summary>
/// Conversations between a client and the kernel, each once, in one kernel and in this order: what the kernel sends is held in a file
/// beside these tests, so that every change of a message shows in review.
/// </summary>
public sealed class WireFlows : IAsyncLifetime
{
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private KernelClient client = null!;

    /// <summary>Names of all flows, which are those of the files.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "kernel-info", "execute-result", "execute-text", "execute-printed", "execute-display", "execute-update-later", "execute-exception", "execute-compile-error",
        "execute-warning", "execute-silent", "execute-expressions", "execute-input", "execute-password", "execute-next-cell", "execute-clear", "execute-aborted", "complete", "complete-magic",
        "inspect", "inspect-magic", "inspect-nothing", "is-complete", "is-complete-not", "history", "comm-page", "comm-unknown", "comm-info", "interrupt",
        "diagnostics", "signature", "variables", "unknown-request", "shutdown",
    ];

    /// <summary>What the kernel sent, without what differs from run to run.</summary>
    public string Of(string name) => seen[name];

    public async Task InitializeAsync()
    {
        (var process, client) = await KernelProcess.StartAsync();
        await using var owned = process;
        await using var mine = client;
        await AskAsync("kernel-info", "kernel_info_request", new { });
        await CellsAsync();
        await EditorAsync();
        await CommsAsync();
        await AskAsync("unknown-request", "debug_request", new { command = "attach" });
        await AskAsync("interrupt", "interrupt_request", new { }, control: true);
        await AskAsync("shutdown", "shutdown_request", new { restart = false }, control: true);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task CellsAsync()
    {
        await RunAsync("execute-result", "var kept = 21; kept * 2");
        await RunAsync("execute-text", "\"<text>\"");
        await RunAsync("execute-printed", "Console.WriteLine(\"out\"); Console.Error.Write(\"err\");");
        await RunAsync("execute-display", "var shown = display(HTML(\"<b>first</b>\"));\nshown.Update(2);");
        await RunAsync("execute-update-later", "shown.Update(\"third\");");
        await RunAsync("execute-exception", "int Fail(int n) => n / (n - n);\nFail(3);");
        await RunAsync("execute-compile-error", "int wrong = \"text\";");
        await RunAsync("execute-warning", "int Two() { int never = 1; return 2; }");
        await RunAsync("execute-silent", "Console.Write(\"unheard\"); 1", silent: true);
        await RunAsync("execute-expressions", "var a = 1;", expressions: new { sum = "a + 1", wrong = "nowhere" });
        await RunAsync("execute-input", "input(\"Who?\")", answer: "somebody");
        await RunAsync("execute-password", "password(\"Key?\").GetClearTextPassword().Length", answer: "abc");
        await RunAsync("execute-next-cell", "await Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SendEditableCode(\"csharp\", \"1\"));");
        await RunAsync("execute-clear", "clear_output(wait: true);");
        var first = await client.BeginAsync("Thread.Sleep(200); throw new Exception(\"stop\");");
        var second = await client.BeginAsync("1");
        await client.EndAsync(first);
        var aborted = await client.EndAsync(second);
        Keep("execute-aborted", Messages(aborted.Outputs, ("execute_reply", aborted.Reply)));
    }

    private async Task EditorAsync()
    {
        await AskAsync("complete", "complete_request", new { code = "kep", cursor_pos = 3 });
        await AskAsync("complete-magic", "complete_request", new { code = "#!whos", cursor_pos = 5 });
        await AskAsync("inspect", "inspect_request", new { code = "kept", cursor_pos = 2, detail_level = 0 });
        await AskAsync("inspect-magic", "inspect_request", new { code = "#!who", cursor_pos = 3, detail_level = 0 });
        await AskAsync("inspect-nothing", "inspect_request", new { code = "nowhere", cursor_pos = 2, detail_level = 0 });
        await AskAsync("is-complete", "is_complete_request", new { code = "int x = \"wrong type\";" });
        await AskAsync("is-complete-not", "is_complete_request", new { code = "for (;;) {" });
        await AskAsync("history", "history_request", new { hist_access_type = "tail", n = 2, output = false, raw = true });
        await AskAsync("diagnostics", "workbench_diagnostics_request", new { code = "kept = nowhere;\n#!nope" });
        await AskAsync("signature", "workbench_signature_request", new { code = "Two(", cursor_pos = 4 });
        await AskAsync("variables", "workbench_variables_request", new { });
    }

    private async Task CommsAsync()
    {
        var page = new PlayedPage(client);
        var id = await client.BeginAsync("return 1;", metadata: KernelClient.LanguageMetadata("javascript"));
        var opened = await page.AcceptAsync();
        await page.SayAsync(new { type = "stream", name = "stdout", text = "said" });
        await page.CloseAsync(new { status = "ok", data = new Dictionary<string, object> { ["text/plain"] = "1" } });
        var run = await client.EndAsync(id);

        // The status of the cell is said again after each message of the page, at a moment that nobody waits for.
        Keep("comm-page", Messages([("comm_open", opened), .. run.Outputs.Where(static output => output.Type != "status")], ("execute_reply", run.Reply)));

        var unknown = await client.SendAsync(client.Shell, "comm_open", new { comm_id = "c1", target_name = "widgets", data = new { } });
        Keep("comm-unknown", Messages(await client.OutputsAsync(unknown), null));
        await AskAsync("comm-info", "comm_info_request", new { });
    }

    private async Task RunAsync(string name, string code, bool silent = false, object? expressions = null, string? answer = null)
    {
        var id = await client.BeginAsync(code, expressions, silent: silent, allowStdin: answer is not null);
        var question = answer is null ? null : (JsonElement?)await client.AnswerAsync(answer);
        var run = await client.EndAsync(id);
        Keep(name, Messages(question is { } asked ? [("input_request", asked), .. run.Outputs] : run.Outputs, ("execute_reply", run.Reply)));
    }

    private async Task AskAsync(string name, string msgType, object content, bool control = false)
    {
        var socket = control ? client.Control : client.Shell;
        var id = await client.SendAsync(socket, msgType, content);
        var reply = await client.ReplyAsync(socket, id);
        Keep(name, Messages(await client.OutputsAsync(id), (msgType.Replace("_request", "_reply", StringComparison.Ordinal), reply)));
    }

    private static IEnumerable<object> Messages(IEnumerable<(string Type, JsonElement Content)> published, (string Type, JsonElement Content)? reply) =>
        (reply is { } last ? published.Append(last) : published).Select(static one => new { type = one.Type, content = one.Content });

    private void Keep(string name, IEnumerable<object> messages) => seen[name] = WireText.Of(messages);
}
