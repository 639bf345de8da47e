using Workbench.Server.Hosting;

namespace Workbench.Server.CommandLine;

/// <summary>Runs a command; the exit code is 0 when it did what was asked.</summary>
internal static class Verbs
{
    public static Task<int> RunAsync(Command command) => command switch
    {
        ServeCommand serve => ServeVerb.RunAsync(serve),
        _ => throw new UsageException("not yet"),
    };
}
