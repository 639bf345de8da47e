using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>What comes out of the given real files, as other programs see it.</summary>
public sealed partial class GivenFilesTests(GivenFolder given) : IClassFixture<GivenFolder>
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, HashSet<string>> InputErrors = new();

    /// <summary>No option, and all options that do not exclude one another, in two halves.</summary>
    public static TheoryData<ConfidentialityOption> OptionSets =>
    [
        ConfidentialityOption.None,
        ConfidentialityOption.CleanDescriptors | ConfidentialityOption.RetainLongitudinalFullDates | ConfidentialityOption.RetainUids | ConfidentialityOption.RetainInstitutionIdentity,
        ConfidentialityOption.CleanStructuredContent | ConfidentialityOption.CleanGraphics | ConfidentialityOption.RetainLongitudinalModifiedDates | ConfidentialityOption.RetainPatientCharacteristics |
            ConfidentialityOption.RetainDeviceIdentity | ConfidentialityOption.RetainSafePrivate,
    ];

    [GivenDicomFact]
    public void Every_file_is_done_or_quarantined_with_a_known_reason()
    {
        Assert.Equal(Directory.EnumerateFiles(GivenFolder.Input).Select(Path.GetFileName).Order(StringComparer.Ordinal), given.Outcomes.Select(outcome => outcome.File));
        Assert.All(given.Outcomes, outcome => Assert.True(outcome.Output is null ? Workbench.Deidentify.Dicom.Files.QuarantineReasons.All.Contains(outcome.Reason!) : outcome.Reason is null));
        Assert.True(given.Done.Count() >= 125, $"only {given.Done.Count()} files are done");
    }

    [GivenDicomFact]
    public void Output_folder_holds_the_done_files_and_nothing_else() =>
        Assert.Equal(given.Done.Select(pair => pair.Output).Order(StringComparer.Ordinal), Directory.EnumerateFileSystemEntries(given.Output, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));

    [GivenDicomFact]
    public void Output_is_read_by_dcmdump() =>
        Assert.All(given.Done, pair => Assert.Equal(0, Run("dcmdump", ["-q", pair.Output]).Code));

    /// <summary>Options keep attributes whose neighbours go; each of them has to leave a whole object too.</summary>
    [GivenDicomTheory]
    [MemberData(nameof(OptionSets))]
    public void Output_has_no_error_that_its_input_has_not(ConfidentialityOption options)
    {
        var outcomes = options == ConfidentialityOption.None ? given.Outcomes : GivenFolder.Run(new byte[32], given.Fresh(options.ToString()), options);
        var output = options == ConfidentialityOption.None ? given.Output : given.Fresh(options.ToString());
        var worse = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.ForEach(outcomes.Where(outcome => outcome.Output is not null), outcome =>
        {
            var before = InputErrors.GetOrAdd(outcome.File, file => Errors(Inflated(Path.Combine(GivenFolder.Input, file))));
            foreach (var error in Errors(Path.Combine(output, outcome.Output!)).Except(before))
            {
                worse.Add($"{outcome.File}: {error}");
            }
        });

        Assert.Empty(worse);
    }

    [GivenDicomFact]
    public void Pixels_retained()
    {
        var compared = 0;
        foreach (var (input, output) in given.Done)
        {
            var (before, after) = (Pixels(input), Pixels(output));

            Assert.Equal(before, after);
            compared += before.Count > 0 ? 1 : 0;
        }

        Assert.True(compared > 50, $"only {compared} files with pixels were compared");
    }

    [GivenDicomFact]
    public void Uids_are_the_same_with_the_same_key_and_others_with_another()
    {
        var again = GivenFolder.Run(new byte[32], given.Fresh("again"));
        var other = GivenFolder.Run([.. Enumerable.Repeat((byte)7, 32)], given.Fresh("other"));

        Assert.Equal(given.Outcomes.Select(outcome => (outcome.File, outcome.Output, outcome.Reason, outcome.Sha256)), again.Select(outcome => (outcome.File, outcome.Output, outcome.Reason, outcome.Sha256)));
        Assert.Empty(given.Outcomes.Select(outcome => outcome.Output).OfType<string>().Where(name => !name.StartsWith("1.2.840.10008.", StringComparison.Ordinal)).Intersect(other.Select(outcome => outcome.Output).OfType<string>()));
    }

    /// <summary>A hash per fragment, or of the whole value padded to an even number of bytes.</summary>
    private static List<string> Pixels(string path)
    {
        var hashes = new List<string>();
        using var tokenizer = new DicomTokenizer(File.OpenRead(path));
        while (tokenizer.Read())
        {
            if (tokenizer.Kind == DicomTokenKind.Fragment || (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0 && tokenizer.Tag == DicomTags.PixelData))
            {
                using var bytes = new MemoryStream();
                tokenizer.CopyValueTo(bytes);
                bytes.Write(new byte[bytes.Length & 1]);
                hashes.Add(Convert.ToHexString(SHA256.HashData(bytes.ToArray())));
            }
        }

        return hashes;
    }

    /// <summary>dciodvfy does not inflate; an output is inflated, so its input has to be before the two are compared.</summary>
    private string Inflated(string path)
    {
        using (var tokenizer = new DicomTokenizer(File.OpenRead(path)))
        {
            while (tokenizer.Read() && tokenizer.IsMeta)
            {
            }

            if (!tokenizer.Syntax.IsDeflated)
            {
                return path;
            }
        }

        var inflated = given.Fresh(Path.GetRandomFileName());
        Assert.Equal(0, Run("dcmconv", ["+te", path, inflated]).Code);
        return inflated;
    }

    /// <summary>The errors that dciodvfy finds, without the values that it quotes.</summary>
    private static HashSet<string> Errors(string path) =>
        [.. Run("dciodvfy", ["-new", path]).Said.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal)).Select(line => Quoted().Replace(line, "= <>"))];

    private static (int Code, string Said) Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    [GeneratedRegex("= <[^>]*>")]
    private static partial Regex Quoted();
}
