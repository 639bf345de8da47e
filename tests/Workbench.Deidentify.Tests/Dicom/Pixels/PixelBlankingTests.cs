using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Workbench.Deidentify.Dicom.Files;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Reviews;
using Workbench.Deidentify.Keys;
using Workbench.Dicom;
using Workbench.Dicom.Pixels;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Tests.Dicom.Pixels;

/// <summary>Text burned into the given files, in the boxes that are given: pixels hidden inside, pixels retained outside.</summary>
public sealed class PixelBlankingTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("wb-pixels-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [GivenDicomFact]
    public void Pixels_hidden_and_pixels_retained_in_files_with_burned_in_text()
    {
        var checkedFiles = 0;
        foreach (var (path, boxes) in Burned())
        {
            var outcome = Blank(path, boxes);

            Assert.True(outcome.Output is not null, $"{path}: {outcome.Reason} {outcome.Message}");
            Assert.Equal("review", outcome.Pixels);
            var (before, layout) = Pixels(Reference(path));
            var (after, now) = Pixels(Path.Combine(root, outcome.Output));
            Assert.Equal("NO", Text(Path.Combine(root, outcome.Output), 0x0028_0301));
            Compare(before, layout, after, now, boxes, isLossy: path.Contains("jpeg", StringComparison.Ordinal));
            checkedFiles++;
        }

        Assert.Equal(5, checkedFiles);
    }

    /// <summary>Every image with a risk, whatever its syntax and photometric interpretation, with two boxes: it is blanked there and nowhere else.</summary>
    [GivenDicomFact]
    public void Every_image_with_a_risk_can_be_blanked()
    {
        PixelBox[] boxes = [new(0, 0, 1, 1), new(1, 2, 2, 2)];
        var syntaxes = new HashSet<string>();
        var failed = new List<string>();
        foreach (var path in GivenDicom.Files)
        {
            // The tiles at the edge of this one are smaller than the file says, so that nobody can say where a box would lie.
            if (Path.GetFileName(path) == "fo__multiframe.dcm" || Quarantine(path) is not ("burned-in-risk" or "burned-in-text"))
            {
                continue;
            }

            var outcome = Blank(path, boxes);
            if (outcome.Output is null)
            {
                failed.Add($"{Path.GetFileName(path)}: {outcome.Reason}");
            }

            using var file = File.OpenRead(path);
            using var tokenizer = new DicomTokenizer(file);
            while (tokenizer.Read() && tokenizer.IsMeta)
            {
            }

            syntaxes.Add(tokenizer.Syntax.Uid);
        }

        Assert.Empty(failed);
        Assert.True(syntaxes.Count >= 9, $"only {syntaxes.Count} syntaxes were met");
    }

    [Fact]
    public void Decoding_process_refuses_what_is_no_frame()
    {
        using var decoder = new DecoderProcess();
        var layout = new PixelLayout { Rows = 4, Columns = 4, BitsAllocated = 8, BitsStored = 8, Photometric = "MONOCHROME2" };

        var refusal = Assert.Throws<DicomFormatException>(() => decoder.Decode("1.2.840.10008.1.2.5", layout, [1, 2, 3]));

        Assert.Equal(DicomFormatException.Reasons.BrokenPixels, refusal.Reason);
        Assert.Contains("compressed frame is broken", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decoding_process_goes_on_with_the_next_frame_after_a_broken_one()
    {
        using var decoder = new DecoderProcess();
        var layout = new PixelLayout { Rows = 1, Columns = 4, BitsAllocated = 8, BitsStored = 8, Photometric = "MONOCHROME2" };
        var frame = new byte[68];
        (frame[0], frame[4]) = (1, 64);
        (frame[64], frame[65]) = (unchecked((byte)-3), 9);

        Assert.Throws<DicomFormatException>(() => decoder.Decode("1.2.840.10008.1.2.5", layout, [1, 2, 3]));
        Assert.Equal([9, 9, 9, 9], decoder.Decode("1.2.840.10008.1.2.5", layout, frame));
    }

    private FileOutcome Blank(string path, IReadOnlyList<PixelBox> boxes)
    {
        var queue = ReviewQueue.Open(Path.Combine(root, Path.GetRandomFileName()), out _)!;
        using (var file = File.OpenRead(path))
        {
            var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
            queue.Add(new ImageReview(sha256, "a", "burned-in-text", "", 1, 1, 1, ReviewDecision.Blank, boxes, "somebody", ""));
        }

        var profile = ConfidentialityProfile.Compile(ConfidentialityOption.CleanPixelData);
        var folder = Directory.CreateDirectory(Path.Combine(root, Path.GetRandomFileName())).FullName;
        var outcome = new FileDeidentification(profile, new PatientKeys(new byte[32]), new PixelDecisions(profile, DeviceRegions.None, queue)).Process(path, "a", folder);
        return outcome.Output is null ? outcome : outcome with { Output = Path.Combine(folder, outcome.Output) };
    }

    private string? Quarantine(string path)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, Path.GetRandomFileName())).FullName;
        return new FileDeidentification(ConfidentialityProfile.Compile(ConfidentialityOption.None), new PatientKeys(new byte[32])).Process(path, "a", folder).Reason;
    }

    private static IEnumerable<(string Path, IReadOnlyList<PixelBox> Boxes)> Burned() =>
        GivenDicom.Table("burned-boxes-given.tsv").GroupBy(fields => fields[0])
            .Select(file => (Path.Combine(GivenDicom.Folder!, file.Key), (IReadOnlyList<PixelBox>)[.. file.Select(fields => PixelBox.Parse(string.Join(',', fields[1..5]))!.Value)]));

    /// <summary>The same pixels uncompressed by GDCM, where they are compressed: another program's decoder than ours.</summary>
    private string Reference(string path)
    {
        using (var tokenizer = new DicomTokenizer(File.OpenRead(path)))
        {
            while (tokenizer.Read() && tokenizer.IsMeta)
            {
            }

            if (!tokenizer.Syntax.IsEncapsulated)
            {
                return path;
            }
        }

        var raw = Path.Combine(root, Path.GetRandomFileName());
        using var gdcm = Process.Start(new ProcessStartInfo("gdcmconv", ["--raw", path, raw]) { RedirectStandardError = true })!;
        gdcm.WaitForExit();
        Assert.Equal(0, gdcm.ExitCode);
        return raw;
    }

    private static (byte[] Pixels, PixelLayout Layout) Pixels(string path)
    {
        using var file = File.OpenRead(path);
        var layout = Workbench.Deidentify.Dicom.Identity.FileIdentity.Read(file).Image.Layout;
        file.Position = 0;
        using var tokenizer = new DicomTokenizer(file, ownsStream: false);
        while (tokenizer.Read())
        {
            if (tokenizer.Tag == DicomTags.PixelData && tokenizer.Depth == 0)
            {
                return (tokenizer.ReadValue().ToArray(), layout);
            }
        }

        throw new InvalidOperationException("The file has no pixels.");
    }

    private static string Text(string path, uint tag)
    {
        using var tokenizer = new DicomTokenizer(File.OpenRead(path));
        while (tokenizer.Read())
        {
            if (tokenizer.Tag.Value == tag && tokenizer.Depth == 0)
            {
                return Encoding.ASCII.GetString(tokenizer.ReadValue()).Trim();
            }
        }

        return "";
    }

    private static void Compare(byte[] before, PixelLayout layout, byte[] after, PixelLayout now, IReadOnlyList<PixelBox> boxes, bool isLossy)
    {
        Assert.Equal((layout.Rows, layout.Columns, layout.SamplesPerPixel, layout.BitsAllocated), (now.Rows, now.Columns, now.SamplesPerPixel, now.BitsAllocated));
        var hidden = new HashSet<int>();
        var outside = 0;
        for (var row = 0; row < now.Rows; row++)
        {
            for (var column = 0; column < now.Columns; column++)
            {
                var isInside = boxes.Any(box => box.Left <= column && column <= box.Right && box.Top <= row && row <= box.Bottom);
                for (var sample = 0; sample < now.SamplesPerPixel; sample++)
                {
                    var (old, value) = (Sample(before, layout, row, column, sample), Sample(after, now, row, column, sample));
                    if (isInside)
                    {
                        hidden.Add((sample > 0 ? 1 << 20 : 0) + value);
                    }
                    else if (old != value)
                    {
                        // Two decoders of a lossy stream round differently, and spread shared colours differently.
                        Assert.True(isLossy && Math.Abs(old - value) <= 64, $"pixel {column},{row} changed outside the boxes");
                        outside++;
                    }
                }
            }
        }

        Assert.True(hidden.Count <= 2, "the boxes show more than one value");
        Assert.True(outside <= now.Rows * now.Columns, "most pixels outside the boxes changed");
    }

    private static int Sample(byte[] pixels, PixelLayout layout, int row, int column, int sample)
    {
        var pixel = (row * layout.Columns) + column;
        var index = layout.IsPlanar ? (sample * layout.Rows * layout.Columns) + pixel : (pixel * layout.SamplesPerPixel) + sample;
        return layout.BytesPerSample == 1 ? pixels[index] : BinaryPrimitives.ReadUInt16LittleEndian(pixels.AsSpan(index * 2));
    }
}
