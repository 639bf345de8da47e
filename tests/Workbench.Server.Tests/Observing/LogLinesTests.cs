using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Workbench.Server.Hosting;
using Workbench.Server.Observing;

namespace Workbench.Server.Tests.Observing;

public sealed class LogLinesTests
{
    private sealed class Fixed(ServerOptions options) : IOptionsMonitor<ServerOptions>
    {
        public ServerOptions CurrentValue => options;

        public ServerOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<ServerOptions, string?> listener) => null;
    }

    private static string Write(LogFormat format, Exception? exception)
    {
        var lines = new LogLines(TimeProvider.System, new Fixed(new ServerOptions { LogFormat = format }));
        KeyValuePair<string, object?>[] state = [new("Session", "0123"), new("Count", 3), new("{OriginalFormat}", "Session {Session} did {Count}")];
        var written = new StringWriter();
        lines.Write(new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Error, "Test", new EventId(7), state, exception, (_, _) => "Session 0123 did\n3"), null, written);
        return written.ToString();
    }

    private static Exception Thrown()
    {
        try
        {
            throw new InvalidOperationException("hidden-word", new FormatException("hidden-word too"));
        }
        catch (InvalidOperationException broken)
        {
            return broken;
        }
    }

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public void Exception_is_told_by_types_and_places_and_never_by_its_message(LogFormat format)
    {
        var line = Write(format, Thrown());

        Assert.Contains("System.InvalidOperationException", line, StringComparison.Ordinal);
        Assert.Contains("System.FormatException", line, StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), line, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public void Entry_is_one_line(LogFormat format) => Assert.Equal(1, Write(format, Thrown()).Count(one => one == '\n'));

    [Fact]
    public void Json_has_named_fields()
    {
        var entry = JsonDocument.Parse(Write(LogFormat.Json, null)).RootElement;

        Assert.Equal(("error", "Test", 7), (entry.GetProperty("level").GetString(), entry.GetProperty("category").GetString(), entry.GetProperty("event").GetInt32()));
        Assert.Equal("""{"Session":"0123","Count":"3"}""", entry.GetProperty("fields").GetRawText());
    }
}
