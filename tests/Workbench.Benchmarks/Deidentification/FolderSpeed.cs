using System.Diagnostics;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Rewriting;
using Workbench.Deidentify.Keys;
using Workbench.Dicom.Reading;

namespace Workbench.Benchmarks.Deidentification;

/// <summary>
/// A folder of CT images de-identified on one core in memory-backed storage, beside cp and the tools that others use. Those change some twenty
/// attributes and verify nothing; ours carries out the whole profile with keyed UIDs and a date shift.
/// </summary>
internal static class FolderSpeed
{
    private const int Images = 2000;
    private const int Runs = 3;
    private const int Core = 1;
    private const ConfidentialityOption Options = ConfidentialityOption.RetainLongitudinalModifiedDates;

    private static readonly string[] Tags =
    [
        "0008,0050", "0008,0080", "0008,0090", "0008,1010", "0008,1030", "0008,103E", "0008,1070", "0010,0010", "0010,0020", "0010,0030", "0010,0040", "0010,1010", "0010,21B0", "0018,1000",
        "0020,0010", "0020,0052", "0020,000D", "0020,000E", "0040,0244", "0040,0245", "0040,0253",
    ];

    public static IReadOnlyList<Figure> Measure(string root)
    {
        var folder = Directory.Exists("/dev/shm") ? $"/dev/shm/workbench-bench-{Environment.ProcessId:x}" : Directory.CreateTempSubdirectory("wb-bench-").FullName;
        try
        {
            var input = Path.Combine(folder, "in");
            Console.Error.WriteLine($"        writing {Images} images");
            CtCorpus.Write(input, Images);
            File.WriteAllBytes(Path.Combine(folder, "key"), new byte[32]);
            File.WriteAllText(Path.Combine(folder, "peer.py"), Pydicom);
            return Compare(root, folder, input);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<Figure> Compare(string root, string folder, string input)
    {
        var output = Path.Combine(folder, "out");
        var program = Path.Combine(root, "artifacts", "deidentify", "Workbench.Deidentify");
        var ours = $"{program} deid {input} {output} --key-file {folder}/key --option retain-longitudinal-modified-dates";
        var modify = string.Join(' ', Tags.Select(tag => tag.StartsWith("0020,00", StringComparison.Ordinal) ? $"-m '({tag})=1.2.3'" : $"-ea '({tag})'"));
        File.WriteAllText(Path.Combine(folder, "modify.sh"), $"cp -r {input} {output} && find {output} -name '*.dcm' -print0 | xargs -0 dcmodify -nb -imt {modify}\n");
        var peers = new Dictionary<string, string>
        {
            ["cp -r"] = $"cp -r {input} {output}",
            ["dcmodify, 21 attributes"] = $"sh {folder}/modify.sh",
            ["gdcmanon --dumb, 21 attributes"] = $"gdcmanon --dumb {string.Join(' ', Tags.Select(tag => "--empty " + tag))} -i {input} -o {output}",
            ["pydicom, 21 attributes"] = $"/usr/bin/python3 {folder}/peer.py {input} {output}",
        };
        var (speed, memory, others) = (new List<double>(), new List<double>(), peers.Keys.ToDictionary(name => name, _ => new List<double>()));
        var rewriteOnly = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            // In turns, so that what else the machine does hits all of them alike.
            if (Run(ours, output) is { } own)
            {
                speed.Add(Images / own.Seconds);
                memory.Add(own.PeakMebibytes);
            }

            rewriteOnly.Add(RewriteInProcess(input, output));
            foreach (var (name, line) in peers)
            {
                if (Run(line, output) is { } peer)
                {
                    others[name].Add(Images / peer.Seconds);
                }
            }
        }

        if (speed.Count == 0)
        {
            throw new InvalidOperationException("artifacts/deidentify is missing or failed; build it first.");
        }

        return
        [
            .. others.Where(pair => pair.Value.Count > 0).Select(pair => Figure.Of("deid", "CT images, verified, one core", "files/s", speed, pair.Key, pair.Value)),
            Figure.Of("deid", "the same without the second reading, in process", "files/s", rewriteOnly, "cp -r", others["cp -r"]),
            Figure.Of("deid", "peak resident memory", "MiB", memory),
        ];
    }

    private static MeasuredRun? Run(string line, string output)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        return MeasuredRun.Of(line, Core);
    }

    /// <summary>Reading, rewriting and writing each file, on one thread of this process; files per second.</summary>
    private static double RewriteInProcess(string input, string output)
    {
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        Directory.CreateDirectory(output);
        var profile = ConfidentialityProfile.Compile(Options);
        var keys = new PatientKeys(new byte[32]);
        var watch = Stopwatch.StartNew();
        foreach (var path in Directory.EnumerateFiles(input))
        {
            using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var file = FileIdentity.Read(source);
            source.Position = 0;
            using var tokenizer = new DicomTokenizer(source, ownsStream: false);
            using var target = new FileStream(Path.Combine(output, Path.GetFileName(path)), FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024);
            var identity = new DicomIdentity(keys, file.Issuer, file.Patient);
            new DicomRewriter(profile, identity, new TextCleaner(file), new ActionCounts()).Rewrite(tokenizer, file, identity.ReplaceUid(file.SopInstanceUid), target);
        }

        return Images / watch.Elapsed.TotalSeconds;
    }

    private const string Pydicom = """
        import os, sys, pydicom
        tags = [(0x0008,0x0050),(0x0008,0x0080),(0x0008,0x0090),(0x0008,0x1010),(0x0008,0x1030),(0x0008,0x103E),(0x0008,0x1070),(0x0010,0x0010),(0x0010,0x0020),(0x0010,0x0030),
                (0x0010,0x0040),(0x0010,0x1010),(0x0010,0x21B0),(0x0018,0x1000),(0x0020,0x0010),(0x0040,0x0244),(0x0040,0x0245),(0x0040,0x0253)]
        os.makedirs(sys.argv[2])
        for name in os.listdir(sys.argv[1]):
            image = pydicom.dcmread(os.path.join(sys.argv[1], name))
            image.remove_private_tags()
            for tag in tags:
                if tag in image:
                    image[tag].value = ''
            image.save_as(os.path.join(sys.argv[2], name))
        """;
}
