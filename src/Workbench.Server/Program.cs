using Workbench.Governance.Storage;
using Workbench.Server.CommandLine;
using Workbench.Server.Hosting;

FileModeMask.Apply();
try
{
    return await Verbs.RunAsync(CommandParser.Parse(args, Environment.GetEnvironmentVariable("WORKBENCH_DATA")));
}
catch (Exception mistake) when (mistake is UsageException or DatabaseFileException)
{
    await Console.Error.WriteLineAsync(mistake.Message);
    return 2;
}
