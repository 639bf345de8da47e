using System.Globalization;
using System.Security.Cryptography;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Reading;

namespace Workbench.Deidentify.Commands;

/// <summary><c>check SOURCE</c>: reads the rules and every row as a build would, and writes nothing.</summary>
internal static class CheckCommand
{
    public static int Run(CommandLine line, string data, CancellationToken cancellation)
    {
        var (raw, name) = (new RawStore(data), line.Words[1]);
        var problems = SourceFolder.Open(raw.Sources, name, out var source);
        if (source is not null)
        {
            raw.Create();
            var work = Path.Combine(raw.Work, string.Create(CultureInfo.InvariantCulture, $"check-{Environment.ProcessId}"));
            // A key of the moment: a check must not make a project's key.
            var keys = new PatientKeys(RandomNumberGenerator.GetBytes(32));
            var refusal = new SnapshotBuild(source, keys, work, TimeProvider.System).Check(_ => { }, cancellation);
            problems = refusal is null ? [] : [refusal];
        }

        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (problems.Count > 0)
        {
            return ExitCodes.Refused;
        }

        Console.WriteLine($"{name}: the rules fit the files, {source!.Definition.Tables.Count} tables can be built.");
        return ExitCodes.Done;
    }
}
