using System.Globalization;
using Workbench.Deidentify.Dicom.Pixels;

namespace Workbench.Deidentify.Dicom.Reviews;

/// <summary>
/// The images that wait for a person, and what persons decided: one line each in a tab-separated file that stays on the raw side, since it
/// names raw files. An image is known by the hash of its bytes, so that a decision cannot slip to another one.
/// </summary>
public sealed class ReviewQueue
{
    private const string Header = "sha256\tfile\treason\tmodality\tcolumns\trows\tframes\tdecision\tboxes\tby\tat";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string path;
    private readonly SortedDictionary<string, ImageReview> images = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    private ReviewQueue(string path) => this.path = path;

    public IReadOnlyList<ImageReview> Images
    {
        get
        {
            lock (gate)
            {
                return [.. images.Values.OrderBy(image => image.File, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Reads a queue; an absent file is an empty one.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="problem">What is wrong with it, when the result is null.</param>
    public static ReviewQueue? Open(string path, out string problem)
    {
        var queue = new ReviewQueue(path);
        problem = "";
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [Header];
        if (lines.Length == 0 || lines[0] != Header)
        {
            problem = "The review file has another first line than this version writes.";
            return null;
        }

        for (var i = 1; i < lines.Length; i++)
        {
            if (Parse(lines[i]) is not { } image)
            {
                problem = $"Line {i + 1} of the review file cannot be read; a line has {Header.Split('\t').Length} fields, and boxes are written LEFT,TOP,RIGHT,BOTTOM with a space between two of them.";
                return null;
            }

            queue.images[image.Sha256] = image;
        }

        return queue;
    }

    public ImageReview? Find(string sha256)
    {
        lock (gate)
        {
            return images.GetValueOrDefault(sha256);
        }
    }

    /// <summary>Adds an image that waits; one that is there keeps its decision.</summary>
    public void Add(ImageReview image)
    {
        lock (gate)
        {
            images.TryAdd(image.Sha256, image);
        }
    }

    /// <summary>Records a decision in place of the one before.</summary>
    public void Decide(ImageReview image)
    {
        lock (gate)
        {
            images[image.Sha256] = image;
        }
    }

    /// <summary>Writes the queue in one step: a reader sees the old file or the new one.</summary>
    public void Save()
    {
        lock (gate)
        {
            var draft = path + ".part";
            File.WriteAllLines(draft, [Header, .. images.Values.Select(Line)]);
            File.SetUnixFileMode(draft, OwnerOnly);
            File.Move(draft, path, overwrite: true);
        }
    }

    private static string Line(ImageReview image) => string.Join('\t', [
        image.Sha256, Plain(image.File), image.Reason, Plain(image.Modality), Text(image.Columns), Text(image.Rows), Text(image.Frames),
        image.Decision == ReviewDecision.None ? "" : image.Decision.ToString().ToLowerInvariant(), string.Join(' ', image.Boxes ?? []), Plain(image.By), image.At,
    ]);

    private static ImageReview? Parse(string line)
    {
        var fields = line.Split('\t');
        if (fields.Length != 11 || fields[0].Length != 64 || !fields[0].All(char.IsAsciiHexDigitLower) || !TryNumber(fields[4], out var columns) ||
            !TryNumber(fields[5], out var rows) || !TryNumber(fields[6], out var frames))
        {
            return null;
        }

        var decision = ReviewDecision.None;
        if (fields[7].Length > 0 && (!Enum.TryParse(fields[7], ignoreCase: true, out decision) || decision.ToString().ToLowerInvariant() != fields[7]))
        {
            return null;
        }

        var boxes = fields[8].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PixelBox.Parse).ToArray();
        if (boxes.Any(box => box is null) || (decision == ReviewDecision.Blank) != (boxes.Length > 0))
        {
            return null;
        }

        return new ImageReview(fields[0], fields[1], fields[2], fields[3], columns, rows, frames, decision, [.. boxes.Select(box => box!.Value)], fields[9], fields[10]);
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name of a file may hold anything; here it must not break the line.</summary>
    private static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
