using System.Security.Cryptography;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Reviews;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Commands;

/// <summary><c>deid IN OUT</c>: de-identifies a folder of DICOM files, without a server and without a data folder.</summary>
internal static class DeidCommand
{
    private const int KeyBytes = 32;
    private static readonly string[] Known = ["option", "key-file", "report", "page", "review", "regions"];

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (Parse(arguments, out var folders, out var values) is { } problem)
        {
            return Fail(problem);
        }

        var options = ConfidentialityOption.None;
        foreach (var name in values["option"])
        {
            if (ConfidentialityOptions.Find(name) is not { } option)
            {
                return Fail(CommandLine.Unknown("option of the profile", name, [.. ConfidentialityOptions.All.Select(entry => entry.Name)]));
            }

            options |= option.Option;
        }

        const ConfidentialityOption bothDates = ConfidentialityOption.RetainLongitudinalFullDates | ConfidentialityOption.RetainLongitudinalModifiedDates;
        if ((options & bothDates) == bothDates)
        {
            return Fail("Full dates and modified dates exclude one another; name one of the two options.");
        }

        if (CheckFolders(folders[0], folders[1]) is { } wrong)
        {
            return Fail(wrong);
        }

        if (ReadKey(values["key-file"].LastOrDefault(), out var key) is { } unusable)
        {
            return Fail(unusable);
        }

        if (OpenPixelRules(values, out var reviews, out var devices) is { } notRead)
        {
            return Fail(notRead);
        }

        var profile = ConfidentialityProfile.Compile(options);
        var (reportPath, pagePath) = (values["report"].LastOrDefault(), values["page"].LastOrDefault());
        var page = pagePath is null ? null : new ConformancePage(options);
        using var report = reportPath is null && page is null ? null : new FolderReport(reportPath, page);
        var file = new FileDeidentification(profile, new PatientKeys(key), new PixelDecisions(profile, devices, reviews), keepsEvidence: report is not null);
        var outcomes = new FolderDeidentification(file, report).Run(folders[0], folders[1]);
        if (page is not null)
        {
            File.WriteAllText(pagePath!, page.Render());
        }

        reviews?.Save();
        Console.WriteLine($"{outcomes.Count(outcome => outcome.Status == "done")} files done, {outcomes.Count(outcome => outcome.Status == "quarantined")} quarantined.");
        foreach (var group in outcomes.Where(outcome => outcome.Reason is not null).GroupBy(outcome => outcome.Reason!).OrderByDescending(group => group.Count()))
        {
            Console.WriteLine($"{group.Count(),8} {group.Key}");
        }

        if (outcomes.Count(outcome => outcome.Note is not null) is var shared and > 0)
        {
            Console.WriteLine($"{shared} of the files that are done have the SOP instance UID of another one and other bytes; the report notes them as {FileOutcome.SameUidNote}.");
        }

        return ExitCodes.Done;
    }

    private static string? OpenPixelRules(Dictionary<string, List<string>> values, out ReviewQueue? reviews, out DeviceRegions devices)
    {
        (reviews, devices) = (null, DeviceRegions.None);
        if (values["review"].LastOrDefault() is { } queue)
        {
            reviews = ReviewQueue.Open(queue, out var problem);
            if (reviews is null)
            {
                return problem;
            }
        }

        if (values["regions"].LastOrDefault() is { } regions)
        {
            if (!File.Exists(regions))
            {
                return "The regions file is not there.";
            }

            if (DeviceRegions.Read(regions, out var problem) is not { } read)
            {
                return problem;
            }

            devices = read;
        }

        return null;
    }

    private static string? Parse(IReadOnlyList<string> arguments, out List<string> folders, out Dictionary<string, List<string>> values)
    {
        folders = [];
        values = Known.ToDictionary(name => name, _ => new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                folders.Add(arguments[i]);
            }
            else if (!values.TryGetValue(arguments[i][2..], out var list))
            {
                return CommandLine.Unknown("option", arguments[i], [.. Known.Select(name => "--" + name)]);
            }
            else if (++i < arguments.Count)
            {
                list.Add(arguments[i]);
            }
            else
            {
                return $"The option {arguments[i - 1]} needs a value.";
            }
        }

        return folders.Count == 2 ? null : "Name two folders: the one to read and the one to write.";
    }

    private static string? CheckFolders(string input, string output)
    {
        if (!Directory.Exists(input))
        {
            return "The folder to read is not there.";
        }

        var (from, to) = (Path.GetFullPath(input) + Path.DirectorySeparatorChar, Path.GetFullPath(output) + Path.DirectorySeparatorChar);
        if (to.StartsWith(from, StringComparison.Ordinal) || from.StartsWith(to, StringComparison.Ordinal))
        {
            return "The folder to write must not lie in the folder to read, nor the other way round.";
        }

        return Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any()
            ? "The folder to write is not empty; name a new one, so that old and new files do not mix."
            : null;
    }

    /// <summary>Without a key file the key lives for this run alone: files of one run fit together, those of two runs do not.</summary>
    private static string? ReadKey(string? path, out byte[] key)
    {
        key = RandomNumberGenerator.GetBytes(KeyBytes);
        if (path is null)
        {
            Console.Error.WriteLine("No --key-file: a key is made for this run and forgotten after it.");
            return null;
        }

        if (!File.Exists(path))
        {
            return "The key file is not there. Make one with 32 random bytes, readable by you alone, such as: (umask 077; head -c 32 /dev/urandom > FILE)";
        }

        key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? null : $"The key file must hold {KeyBytes} bytes.";
    }

    private static int Fail(string problem)
    {
        Console.Error.WriteLine(problem);
        return ExitCodes.Usage;
    }
}
