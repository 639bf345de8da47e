using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <summary>
/// The tool itself, run by its <c>stdio</c> mode: a line of JSON for each command and each event, and no port. Its <c>jupyter</c> mode is
/// never used: that opens a hub to which anybody on the machine can give commands. It ends with this process.
/// </summary>
internal sealed class ToolProcess : IDisposable
{
    private const int MaxLastWords = 2000;
    private const int MaxWaiting = 100_000;
    private static readonly string[] WithParent = ["/usr/bin/setpriv", "--pdeathsig", "KILL", "--"];

    private readonly BlockingCollection<ToolEnvelope> arrived = new(MaxWaiting);
    private readonly Lock writing = new();
    private readonly StringBuilder lastWords = new();
    private readonly Process process;
    private int tokens;

    /// <summary>To be called on a thread that lives as long as the tool shall: the system ends the tool with that thread.</summary>
    public ToolProcess(string program, string language)
    {
        string[] command = [.. File.Exists(WithParent[0]) ? WithParent : [], program, "stdio", "--default-kernel", language];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public bool HasExited => process.HasExited;

    /// <summary>Why it ended, as far as that is known.</summary>
    public string Ending
    {
        get
        {
            process.WaitForExit(1000);
            var how = process.HasExited ? $"it ended with code {process.ExitCode}" : "it does not answer";
            lock (lastWords)
            {
                return lastWords.Length == 0 ? how : how + ". It said:\n" + lastWords.ToString().TrimEnd();
            }
        }
    }

    /// <summary>Gives a command.</summary>
    /// <param name="members">Writes the command's own members.</param>
    /// <returns>Its token, which everything that comes of it carries.</returns>
    public string Send(string type, Action<Utf8JsonWriter> members)
    {
        var token = "w" + Interlocked.Increment(ref tokens);
        Write(writer =>
        {
            writer.WriteString("commandType"u8, type);
            writer.WriteStartObject("command"u8);
            members(writer);
            writer.WriteEndObject();
            writer.WriteString("token"u8, token);
            writer.WriteStartArray("routingSlip"u8);
            writer.WriteEndArray();
        });
        return token;
    }

    /// <summary>Tells the tool what came of a command that it gave.</summary>
    public void Tell(string type, JsonElement command, Action<Utf8JsonWriter> members) => Write(writer =>
    {
        writer.WriteString("eventType"u8, type);
        writer.WriteStartObject("event"u8);
        members(writer);
        writer.WriteEndObject();
        writer.WritePropertyName("command"u8);
        command.WriteTo(writer);
        writer.WriteStartArray("routingSlip"u8);
        writer.WriteEndArray();
    });

    /// <summary>The next envelope; null when none came in time.</summary>
    public ToolEnvelope? Take(TimeSpan limit) => arrived.TryTake(out var next, limit) ? next : null;

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        End();
        process.Dispose();
    }

    private void Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        try
        {
            lock (writing)
            {
                process.StandardInput.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
                process.StandardInput.Flush();
            }
        }
        catch (IOException)
        {
            // It has ended: whoever waits for the answer finds out.
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (ToolEnvelope.TryRead(line) is { } envelope)
        {
            arrived.Add(envelope);
        }
        else
        {
            Remember(line);
        }
    }

    private void Remember(string? line)
    {
        lock (lastWords)
        {
            lastWords.AppendLine(line);
            if (lastWords.Length > MaxLastWords)
            {
                lastWords.Remove(0, lastWords.Length - MaxLastWords);
            }
        }
    }

    private void OnExit(object? sender, EventArgs arguments) => End();

    private void End()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
