using System.Text.Json;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Jupyter.Comms;
using Workbench.Kernel.Output;
using Workbench.Kernel.Sharing;
using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Languages.JavaScript;

/// <summary>
/// JavaScript, which runs in the notebook page: the code goes there by a comm, and what it prints, shows and returns comes back, so that
/// the notebook keeps it. A page that knows no such comm (plain Jupyter, VS Code) gets the code as an output of its own kind.
/// </summary>
internal sealed class JavaScriptLanguage(OpenComms comms) : ILanguage, IValueHolder
{
    private const string Target = "workbench.javascript";

    /// <summary>How long a page may take to say that it is there.</summary>
    private static readonly TimeSpan AcceptLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long a page may take to look up a variable.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private bool hasPage;

    public static LanguageInfo Description { get; } = new("javascript", ["js"], "JavaScript", "") { MimeType = "text/javascript", FileExtension = ".js", Lexer = "javascript" };

    public LanguageInfo Info => Description;

    /// <summary>Empty as long as nothing has run: only a page that is there can be asked.</summary>
    public IReadOnlyList<HeldValue> Values => !hasPage || Ask("list", null, null, CancellationToken.None) is not { } answer || !answer.TryGetProperty("variables", out var variables)
        ? []
        : [.. variables.EnumerateArray().Select(static one => new HeldValue(Text(one, "name"), Text(one, "type"), Text(one, "shape") is { Length: > 0 } shape ? shape : null, Text(one, "preview")))];

    public CellEnd Run(string code, string name, RunningCell running)
    {
        using var comm = comms.Open(Target, writer =>
        {
            writer.WriteString("kind"u8, "run"u8);
            writer.WriteString("code"u8, code);
            writer.WriteString("name"u8, name);
        });
        try
        {
            return Listen(comm, code, running);
        }
        catch (OperationCanceledException)
        {
            return new CellEnd.Interrupted(LeftBehind: false);
        }
    }

    public SharedValue? Get(string name) =>
        Ask("get", name, null, CancellationToken.None) is { } answer && Text(answer, "json") is { Length: > 0 } json ? new SharedValue.Json(json) : null;

    public string? Set(string name, SharedValue value)
    {
        var json = value switch
        {
            SharedValue.Json given => given.Document,
            SharedValue.Text text => PortableForms.ToJson(text.Value),
            SharedValue.Table table => ArrowRows.ToJson(table),
            _ => throw new ArgumentException("JavaScript takes no objects of this process.", nameof(value)),
        };
        return Ask("set", name, json, CancellationToken.None) is null ? new PageMissingException().Message : null;
    }

    private static string Text(JsonElement data, string member) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private CellEnd Listen(Comm comm, string code, RunningCell running)
    {
        var limit = AcceptLimit;
        while (comm.Next(limit, running.CancellationToken) is { } message)
        {
            hasPage = true;
            limit = Timeout.InfiniteTimeSpan;
            if (message.IsLast)
            {
                return End(message.Data, code, running);
            }

            switch (Text(message.Data, "type"))
            {
                case "stream":
                    running.Output.Print(Text(message.Data, "name") == "stderr" ? "stderr" : "stdout", Text(message.Data, "text"));
                    break;
                case "display":
                    running.Output.Forward(message.Data);
                    break;
            }
        }

        hasPage = false;
        return new CellEnd.Failed(new PageMissingException());
    }

    private CellEnd End(JsonElement data, string code, RunningCell running)
    {
        switch (Text(data, "status"))
        {
            case "ok":
                return data.TryGetProperty("data", out var bundle) && bundle.ValueKind == JsonValueKind.Object
                    ? new CellEnd.Ok(MimeBundle.Read(bundle), HasValue: true)
                    : new CellEnd.Ok(null, HasValue: false);
            case "error":
                return new CellEnd.Failed(PageError.Of(data));
            default:
                // This page closes what it does not know. It can still run an output of this kind, but tells nothing back.
                hasPage = false;
                running.Output.Display(new MimeBundle([
                    new("text/plain", "[JavaScript, shown by pages that run it. This page hands no values back to the kernel.]"),
                    new("application/javascript", $"(async () => {{\n{code}\n}})();"),
                ]));
                return new CellEnd.Ok(null, HasValue: false);
        }
    }

    private JsonElement? Ask(string kind, string? name, string? json, CancellationToken cancellation)
    {
        using var comm = comms.Open(Target, writer =>
        {
            writer.WriteString("kind"u8, kind);
            if (name is not null)
            {
                writer.WriteString("name"u8, name);
            }

            if (json is not null)
            {
                writer.WriteString("json"u8, json);
            }
        });
        var limit = AcceptLimit;
        while (comm.Next(limit, cancellation) is { } message)
        {
            if (message.IsLast)
            {
                hasPage = Text(message.Data, "status").Length > 0;
                return Text(message.Data, "status") == "ok" ? message.Data : null;
            }

            limit = AnswerLimit;
        }

        hasPage = false;
        return null;
    }
}
