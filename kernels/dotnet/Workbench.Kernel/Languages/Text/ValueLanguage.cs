using Workbench.Kernel.Cells;
using Workbench.Kernel.CSharp;
using Workbench.Kernel.Directives;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Output;
using Workbench.Kernel.Sharing;

namespace Workbench.Kernel.Languages.Text;

/// <summary><c>#!value</c>: keeps texts under a name for other languages; from the cell, a file, an address or the line itself.</summary>
internal sealed class ValueLanguage : ITakesOptions, IValueHolder, IKeepsUnknownDirectives
{
    private const string PlainText = "text/plain";

    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, SharedValue> values = new(StringComparer.Ordinal);

    public static LanguageInfo Description { get; } = new("value", [], "Value", "");

    public static IReadOnlyList<DirectiveParameter> Options { get; } =
    [
        new("--name", "The name under which it is kept.") { IsRequired = true },
        new("--from-file", "Read it from a file."),
        new("--from-url", "Read it from an address."),
        new("--from-value", "The value itself."),
        new("--mime-type", "Its media type; text/plain when left out.") { Values = ["application/json", "text/csv", "text/html", PlainText] },
    ];

    public LanguageInfo Info => Description;

    public IReadOnlyList<HeldValue> Values
    {
        get
        {
            lock (gate)
            {
                return [.. values.Select(static one => Describe(one.Key, one.Value))];
            }
        }
    }

    /// <summary>Where the value comes from can be said in one way only.</summary>
    public static DirectiveError? Check(DirectiveCall call, bool hasContent)
    {
        (bool url, bool file, bool value) = (call.Has("--from-url"), call.Has("--from-file"), call.Has("--from-value"));
        return (url, file, value) switch
        {
            (true, true, _) => call.Error(DirectiveErrorCodes.UrlAndFile, "The --from-url and --from-file options cannot be used together.", "--from-file"),
            (true, _, true) => call.Error(DirectiveErrorCodes.UrlAndValue, "The --from-url and --from-value options cannot be used together.", "--from-value"),
            (_, true, true) => call.Error(DirectiveErrorCodes.FileAndValue, "The --from-value and --from-file options cannot be used together.", "--from-value"),
            (_, true, _) when hasContent => call.Error(DirectiveErrorCodes.FileAndContent, "The --from-file option cannot be used in combination with a content submission.", "--from-file"),
            (true, _, _) when hasContent => call.Error(DirectiveErrorCodes.UrlAndContent, "The --from-url option cannot be used in combination with a content submission.", "--from-url"),
            _ => null,
        };
    }

    public CellEnd Run(string code, string name, RunningCell running) =>
        new CellEnd.CompileErrors([new CompileError(1, 1, 1, DirectiveErrorCodes.MissingParameter, "(1,1): error DNI104: Missing required parameter '--name'", "#!value")]);

    public CellEnd Run(string code, string name, RunningCell running, IReadOnlyDictionary<string, string> options)
    {
        if (!options.TryGetValue("--name", out var kept))
        {
            return Run(code, name, running);
        }

        string text;
        try
        {
            text = Read(code, options, running.CancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or HttpRequestException or UriFormatException or NotSupportedException or InvalidOperationException)
        {
            return new CellEnd.Failed(error);
        }
        catch (OperationCanceledException)
        {
            return new CellEnd.Interrupted(LeftBehind: false);
        }

        var mimeType = options.GetValueOrDefault("--mime-type", PlainText);
        if (mimeType == "application/json" && !PortableForms.IsJson(text))
        {
            return new CellEnd.Failed(new FormatException($"The value '{kept}' is not valid JSON, though its --mime-type says so."));
        }

        Keep(kept, mimeType == "application/json" ? new SharedValue.Json(text) : new SharedValue.Text(text, mimeType));
        running.Output.Display(mimeType == PlainText ? ValueFormatting.Raw(text, PlainText) : new MimeBundle([new(PlainText, text), new(mimeType, text)]));
        return new CellEnd.Ok(null, HasValue: false);
    }

    public SharedValue? Get(string name)
    {
        lock (gate)
        {
            return values.GetValueOrDefault(name);
        }
    }

    public string? Set(string name, SharedValue value)
    {
        if (value is SharedValue.Table)
        {
            var text = PortableForms.As(value, "application/json");
            if (text.Value is null)
            {
                return text.Refusal;
            }

            value = text.Value;
        }

        Keep(name, value);
        return null;
    }

    private static string Read(string code, IReadOnlyDictionary<string, string> options, CancellationToken cancellation)
    {
        if (options.TryGetValue("--from-value", out var value))
        {
            return value;
        }

        if (options.TryGetValue("--from-file", out var file))
        {
            return File.ReadAllText(file);
        }

        if (options.TryGetValue("--from-url", out var address))
        {
            using var client = new HttpClient();
            return client.GetStringAsync(new Uri(address), cancellation).GetAwaiter().GetResult();
        }

        return code.Trim('\n');
    }

    private static HeldValue Describe(string name, SharedValue value) => value switch
    {
        SharedValue.Text text => ValueDescription.Of(name, typeof(string), text.Value, _ => text.MimeType),
        SharedValue.Json json => ValueDescription.Of(name, typeof(string), json.Document, static _ => "application/json"),
        SharedValue.Reference reference => ValueDescription.Of(name, reference.DeclaredType, reference.Value, CSharpTypeNames.Short),
        _ => new HeldValue(name, "", null, ""),
    };

    private void Keep(string name, SharedValue value)
    {
        lock (gate)
        {
            values.Remove(name);
            values.Add(name, value);
        }
    }
}
