using System.Text;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Reviews;
using Workbench.Deidentify.Keys;
using Workbench.Dicom;
using Workbench.Dicom.Reading;
using Workbench.Dicom.Writing;

namespace Workbench.Deidentify.Tests.Dicom;

/// <summary>A folder with generated DICOM files, what de-identification makes of it, and its elements.</summary>
internal sealed class DicomFolder : IDisposable
{
    public const string CtImage = "1.2.840.10008.5.1.4.1.1.2";
    private readonly string root = Directory.CreateTempSubdirectory("wb-dicom-").FullName;

    private ReviewQueue? review;

    public string Input => Path.Combine(root, "in");

    public string Output => Path.Combine(root, "out");

    public void Write(string name, params (uint Tag, string Representation, string Value)[] elements)
    {
        Directory.CreateDirectory(Input);
        var all = elements.ToDictionary(element => element.Tag, element => (element.Representation, element.Value));
        all.TryAdd(0x0008_0016, ("UI", CtImage));
        all.TryAdd(0x0008_0018, ("UI", "1.2.3." + name.Length + "." + Math.Abs(name[0])));
        all.TryAdd(0x0010_0020, ("LO", "HN-4711-QX"));
        all.TryAdd(0x0020_000D, ("UI", "1.2.3.1"));
        using var file = File.Create(Path.Combine(Input, name));
        DicomWriter.WriteMeta(file, TransferSyntax.ExplicitLittleEndian, Encoding.ASCII.GetBytes(all[0x0008_0016].Item2), Encoding.ASCII.GetBytes(all[0x0008_0018].Item2), "1.2.3.4"u8, "TEST"u8);
        var writer = new DicomWriter(file, TransferSyntax.ExplicitLittleEndian);
        foreach (var (tag, (representation, value)) in all.OrderBy(element => element.Key))
        {
            writer.WriteElement(new DicomTag(tag), ValueRepresentation.Of(representation), Encoding.Latin1.GetBytes(value));
        }
    }

    /// <summary>A grey image of 8 bits whose pixels all have one value.</summary>
    public void WriteImage(string name, int rows, int columns, byte value, params (uint Tag, string Representation, string Value)[] elements) => Write(name,
    [
        .. elements, (0x0028_0002, "US", "\x01\0"), (0x0028_0004, "CS", "MONOCHROME2"), (0x0028_0010, "US", $"{(char)rows}\0"), (0x0028_0011, "US", $"{(char)columns}\0"),
        (0x0028_0100, "US", "\x08\0"), (0x0028_0101, "US", "\x08\0"), (0x0028_0102, "US", "\x07\0"), (0x0028_0103, "US", "\0\0"), (0x7FE0_0010, "OB", new string((char)value, rows * columns)),
    ]);

    /// <summary>A queue in which a person has had these boxes blanked in every image that was asked about before.</summary>
    public ReviewQueue Review(params PixelBox[] boxes)
    {
        review ??= ReviewQueue.Open(Path.Combine(root, "review"), out _)!;
        foreach (var image in review.Images.Where(_ => boxes.Length > 0))
        {
            review.Decide(image with { Decision = ReviewDecision.Blank, Boxes = boxes, By = "tester" });
        }

        return review;
    }

    public IReadOnlyList<FileOutcome> DeidentifyAll(ConfidentialityOption options = ConfidentialityOption.None, bool keepsSameUid = true) =>
        new FolderDeidentification(new FileDeidentification(ConfidentialityProfile.Compile(options), new PatientKeys(new byte[32])), keepsSameUid: keepsSameUid).Run(Input, Output);

    public void WriteBytes(string name, byte[] file)
    {
        Directory.CreateDirectory(Input);
        File.WriteAllBytes(Path.Combine(Input, name), file);
    }

    public FileOutcome Deidentify(string name, ConfidentialityOption options = ConfidentialityOption.None, ReviewQueue? reviews = null, DeviceRegions? devices = null)
    {
        Directory.CreateDirectory(Output);
        var profile = ConfidentialityProfile.Compile(options);
        return new FileDeidentification(profile, new PatientKeys(new byte[32]), new PixelDecisions(profile, devices ?? DeviceRegions.None, reviews))
            .Process(Path.Combine(Input, name), name, Output);
    }

    /// <summary>The top-level text of an output, by tag.</summary>
    public Dictionary<uint, string> ReadOutput(FileOutcome outcome)
    {
        var values = new Dictionary<uint, string>();
        using var tokenizer = new DicomTokenizer(File.OpenRead(Path.Combine(Output, outcome.Output!)));
        while (tokenizer.Read())
        {
            if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0)
            {
                values[tokenizer.Tag.Value] = Encoding.Latin1.GetString(tokenizer.ReadValue()).TrimEnd(' ', '\0');
            }
        }

        return values;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
