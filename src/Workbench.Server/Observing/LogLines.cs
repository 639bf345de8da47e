using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Workbench.Server.Hosting;

namespace Workbench.Server.Observing;

/// <summary>
/// The form of the log: one line an entry, as text or as JSON. Of an exception it shows types and places, never the message:
/// messages may quote what was sent, and so a data value. That holds for every library that logs through here.
/// </summary>
internal sealed class LogLines(TimeProvider clock, IOptionsMonitor<ServerOptions> options) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "workbench";

    // Holds the message as its parts were filled in; the parts have their own fields.
    private const string Template = "{OriginalFormat}";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var exceptions = Exceptions(logEntry.Exception).ToList();
        var message = logEntry.Formatter(logEntry.State, null);
        var at = clock.GetUtcNow();
        textWriter.WriteLine(options.CurrentValue.LogFormat == LogFormat.Json
            ? Json(logEntry, at, message, exceptions)
            : $"{at:yyyy-MM-ddTHH:mm:ss.fffZ} {Word(logEntry.LogLevel)} {logEntry.Category}: {OneLine(message)}{string.Concat(exceptions.Select(one => $" | {one.Type}{OneLine(one.At)}"))}");
    }

    private static string Json<TState>(in LogEntry<TState> entry, DateTimeOffset at, string message, List<(string Type, string At)> exceptions)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", at);
            json.WriteString("level", Word(entry.LogLevel));
            json.WriteString("category", entry.Category);
            json.WriteNumber("event", entry.EventId.Id);
            json.WriteString("message", message);
            if (entry.State is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                json.WriteStartObject("fields");
                foreach (var (name, value) in fields.Where(field => field.Key != Template).DistinctBy(field => field.Key))
                {
                    json.WriteString(name, value is Exception broken ? broken.GetType().FullName : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                }

                json.WriteEndObject();
            }

            if (exceptions.Count > 0)
            {
                json.WriteStartArray("exceptions");
                foreach (var (type, place) in exceptions)
                {
                    json.WriteStartObject();
                    json.WriteString("type", type);
                    json.WriteString("at", place);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static IEnumerable<(string Type, string At)> Exceptions(Exception? outer)
    {
        for (var one = outer; one is not null; one = one.InnerException)
        {
            yield return (one.GetType().FullName ?? one.GetType().Name, one.StackTrace ?? string.Empty);
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Word(LogLevel level) => level.ToString().ToLowerInvariant();
}
