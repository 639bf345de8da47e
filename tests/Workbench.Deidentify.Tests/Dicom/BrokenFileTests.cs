using System.Diagnostics;
using System.Globalization;
using System.Text;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Keys;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>
/// Files with bytes changed, cut out and put in: each is done or quarantined with a reason that is no fault of the program, in short time, and what
/// is done holds no identity that the file had. WORKBENCH_FUZZ_SECONDS makes it go on for longer than in continuous integration.
/// </summary>
public sealed class BrokenFileTests : IDisposable
{
    private const string Name = "Zzbroken";
    private const string Number = "HN-4711-QXB";
    private static readonly TimeSpan LongestFile = TimeSpan.FromSeconds(20);

    private readonly DicomFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ConfidentialityOption.None)]
    [InlineData(ConfidentialityOption.CleanDescriptors | ConfidentialityOption.CleanStructuredContent | ConfidentialityOption.CleanGraphics | ConfidentialityOption.RetainLongitudinalModifiedDates | ConfidentialityOption.RetainSafePrivate)]
    public void Mutated_file_is_done_or_quarantined_and_shows_no_identity(ConfidentialityOption options)
    {
        folder.Write(
            "a.dcm", (0x0008_0020, "DA", "20200131"), (0x0008_0060, "CS", "CT"), (0x0008_0090, "PN", "Zzdoctor^Any"), (0x0008_1030, "LO", $"Thorax of {Name}"), (0x0009_0010, "LO", "VENDOR"), (0x0009_1001, "LO", Name),
            (0x0010_0010, "PN", $"{Name}^Person"), (0x0010_0020, "LO", Number), (0x0010_0030, "DA", "19510704"), (0x0010_4000, "LT", $"{Name} came with {Number}"), (0x0040_A160, "UT", $"Text of {Name}"),
            (0x7FE0_0010, "OW", new string('p', 600)));
        var original = File.ReadAllBytes(Path.Combine(folder.Input, "a.dcm"));
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("WORKBENCH_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 2;
        var file = new FileDeidentification(ConfidentialityProfile.Compile(options), new PatientKeys(new byte[32]));
        var (watch, count, done) = (Stopwatch.StartNew(), 0, 0);
        var reasons = new Dictionary<string, int>();
        while (count < 150 || watch.Elapsed.TotalSeconds < seconds)
        {
            var bytes = Mutate(original, new Random(count++));
            folder.WriteBytes("b.dcm", bytes);
            Directory.CreateDirectory(folder.Output);
            var before = watch.Elapsed;

            var outcome = file.Process(Path.Combine(folder.Input, "b.dcm"), "b.dcm", folder.Output);

            Assert.True(watch.Elapsed - before < LongestFile, $"seed {count - 1} took too long");
            Assert.True(outcome.Reason != QuarantineReasons.ProgramFault, $"seed {count - 1}: {outcome.Message}");
            Assert.True(outcome.Output is not null || QuarantineReasons.All.Contains(outcome.Reason!), $"seed {count - 1}");
            reasons[outcome.Reason ?? "done"] = reasons.GetValueOrDefault(outcome.Reason ?? "done") + 1;
            if (outcome.Output is not null)
            {
                done++;
                var path = Path.Combine(folder.Output, outcome.Output);
                CheckOutput(bytes, File.ReadAllBytes(path), count - 1);
                File.Delete(path);
            }

            Assert.Empty(Directory.EnumerateFiles(folder.Output));
        }

        Assert.True(done > 10, $"only {done} of {count} files were done: {string.Join(", ", reasons)}");
    }

    /// <summary>Where the patient's attributes are unharmed, nothing of them is anywhere in the output.</summary>
    private static void CheckOutput(byte[] input, byte[] output, int seed)
    {
        if (Contains(input, $"PN\x0F\0") || !Contains(input, $"\x10\0\x10\0PN\x10\0{Name}^Person ") || !Contains(input, $"\x10\0\x20\0LO\x0C\0{Number} "))
        {
            return;
        }

        Assert.False(Contains(output, Name), $"seed {seed}: the name is in the output");
        Assert.False(Contains(output, Number), $"seed {seed}: the number is in the output");
    }

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes(text)) >= 0;

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(128, bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 20)).Select(_ => (byte)random.Next(256)));
                    break;
            }
        }

        return [.. bytes];
    }
}
