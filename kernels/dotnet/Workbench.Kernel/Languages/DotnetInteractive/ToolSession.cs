using System.Diagnostics;
using System.Text.Json;
using Workbench.Kernel.Languages.Children;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <summary>
/// The tool, started, and started again by the first cell after it died. It is asked one thing at a time, by the thread that runs
/// cells; only <see cref="Cancel"/> comes from another.
/// </summary>
internal sealed class ToolSession(string program, string defaultLanguage)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private volatile ToolProcess? process;

    /// <summary>Gets what the tool says of languages that came later.</summary>
    public Action<JsonElement> Introduced { get; set; } = static _ => { };

    /// <summary>A condition that holds when the time is over.</summary>
    public static Func<bool> After(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        return () => clock.Elapsed > limit;
    }

    /// <summary>Starts the tool if it does not run.</summary>
    /// <returns>What it says of its languages.</returns>
    /// <exception cref="ChildDiedException">It did not come up.</exception>
    public IReadOnlyList<JsonElement> Start()
    {
        if (process is { HasExited: false })
        {
            return [];
        }

        process?.Dispose();
        var started = new ToolProcess(program, defaultLanguage);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < StartLimit && !started.HasExited)
        {
            if (started.Take(Look) is { IsEvent: true, Type: "KernelReady" } ready)
            {
                process = started;
                return [.. ready.List("kernelInfos")];
            }
        }

        var ending = started.Ending;
        started.Dispose();
        throw new ChildDiedException($"{program} did not start: {ending}");
    }

    /// <summary>Gives a command and waits for its end.</summary>
    /// <param name="heard">Gets all that comes of it, the end too; and what earlier commands still give rise to.</param>
    /// <param name="isGivenUp">When not to wait any longer.</param>
    /// <returns>How it ended; null when it did not before it was given up.</returns>
    /// <exception cref="ChildDiedException">The tool ended before.</exception>
    public ToolEnvelope? Ask(string type, Action<Utf8JsonWriter> members, Action<ToolProcess, ToolEnvelope> heard, Func<bool> isGivenUp)
    {
        Start();
        var tool = process!;
        var token = tool.Send(type, members);
        while (!isGivenUp())
        {
            if (tool.Take(Look) is { } next)
            {
                heard(tool, next);
                if (next is { IsEvent: true, Type: "KernelInfoProduced" })
                {
                    Introduced(ToolEnvelope.Member(next.Body, "kernelInfo"));
                }

                if (next.Ends(token))
                {
                    return next;
                }
            }
            else if (tool.HasExited)
            {
                throw new ChildDiedException($"dotnet-interactive has ended: {tool.Ending}\nIts variables are lost. The next cell starts it anew.");
            }
        }

        return null;
    }

    /// <summary>Asks the tool to stop what it runs. It says that it did at once, whether or not that is so.</summary>
    public void Cancel() => process?.Send("Cancel", static _ => { });
}
