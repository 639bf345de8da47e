using System.Text;
using System.Text.Json;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>Runs cells in a session and collects what they print.</summary>
internal static class Cells
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs one cell and returns its printed text, results and errors.</summary>
    public static async Task<string> RunAsync(KernelSession session, string code, long? after = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        var from = after ?? (await session.MeasureAsync(patience.Token)).LastSequence;
        var request = await SubmitAsync(session, code);
        var text = new StringBuilder();
        var (idle, replied) = (false, false);
        await foreach (var entry in session.ReadAsync(from, patience.Token))
        {
            if (entry.Message is not { } message || message.ParentHeader?.MsgId != request)
            {
                if (entry.Message is { MsgType: "status" } status && Content(status).GetProperty("execution_state").GetString() == "dead")
                {
                    return text + "<dead>";
                }

                continue;
            }

            text.Append(Text(message));
            replied |= message.MsgType == "execute_reply";
            idle |= message.MsgType == "status" && Content(message).GetProperty("execution_state").GetString() == "idle";
            if (idle && replied)
            {
                return text.ToString();
            }
        }

        throw new InvalidOperationException("The session ended before its cell did: " + text);
    }

    /// <summary>Hands a cell over and returns the request's id.</summary>
    public static async Task<string> SubmitAsync(KernelSession session, string code)
    {
        var message = Request("execute_request", new { code, silent = false, store_history = true, user_expressions = new { }, allow_stdin = false, stop_on_error = false });
        Assert.Null(await session.SendAsync(JupyterChannel.Shell, message));
        return message.MsgId;
    }

    public static JupyterMessage Request(string type, object content) => JupyterMessage.Create(
        new JupyterHeaders(Guid.NewGuid().ToString("N"), "tests", TimeProvider.System).Next(type), JsonSerializer.SerializeToUtf8Bytes(content));

    /// <summary>Reads entries from behind <paramref name="after"/> until one fits.</summary>
    public static async Task<List<JournalEntry>> ReadUntilAsync(KernelSession session, long after, Func<JournalEntry, bool> last)
    {
        using var patience = new CancellationTokenSource(Patience);
        var entries = new List<JournalEntry>();
        await foreach (var entry in session.ReadAsync(after, patience.Token))
        {
            entries.Add(entry);
            if (last(entry))
            {
                return entries;
            }
        }

        throw new InvalidOperationException("The session ended before the entry came.");
    }

    public static JsonElement Content(JupyterMessage message)
    {
        using var document = message.ParseContent();
        return document.RootElement.Clone();
    }

    private static string Text(JupyterMessage message) => message.MsgType switch
    {
        "stream" => Content(message).GetProperty("text").GetString()!,
        "execute_result" => Content(message).GetProperty("data").GetProperty("text/plain").GetString()!,
        "error" => $"{Content(message).GetProperty("ename").GetString()}: {Content(message).GetProperty("evalue").GetString()}",
        _ => "",
    };
}
