using System.Globalization;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Reviews;

namespace Workbench.Deidentify.Commands;

/// <summary><c>review FILE</c>: the images that wait for a person; <c>review FILE IMAGE... DECISION</c>: what a person decided. On the raw side only.</summary>
public static class ReviewCommand
{
    private static readonly string[] Decisions = ["release", "withhold", "blank"];

    public static int Run(IReadOnlyList<string> arguments, TimeProvider time)
    {
        var words = arguments.ToList();
        var by = "";
        if (words.IndexOf("--by") is var option and >= 0)
        {
            if (option + 1 >= words.Count)
            {
                return Fail("The option --by needs a name.");
            }

            by = words[option + 1];
            words.RemoveRange(option, 2);
        }

        var decision = words.FindIndex(Decisions.Contains);
        if (words.Count == 0 || (words.Count > 1 && decision < 2))
        {
            return Fail("Name the review file, then images, folders or 'all', and a decision: release, withhold, or blank with at least one box.");
        }

        if (!File.Exists(words[0]))
        {
            return Fail("The review file is not there; 'deid IN OUT --review FILE' writes it.");
        }

        if (ReviewQueue.Open(words[0], out var problem) is not { } queue)
        {
            return Fail(problem);
        }

        return words.Count == 1 ? List(queue) : Decide(queue, words[1..decision], words[decision], words[(decision + 1)..], by, time);
    }

    private static int List(ReviewQueue queue)
    {
        foreach (var image in queue.Images.Where(image => image.Decision == ReviewDecision.None))
        {
            Console.WriteLine($"{image.Sha256[..12]}  {image.Reason,-16} {image.Modality,-4} {image.Columns}x{image.Rows}x{image.Frames}  {image.File}");
        }

        Console.WriteLine($"{queue.Images.Count(image => image.Decision == ReviewDecision.None)} images wait, {queue.Images.Count(image => image.Decision != ReviewDecision.None)} are decided.");
        return ExitCodes.Done;
    }

    private static int Decide(ReviewQueue queue, List<string> names, string word, List<string> boxes, string by, TimeProvider time)
    {
        if (by.Trim().Length == 0)
        {
            return Fail("Say who decides: --by NAME.");
        }

        var found = new List<ImageReview>();
        foreach (var name in names)
        {
            var images = Find(queue, name);
            if (images.Count == 0)
            {
                return Fail("No image of the review file has this name or hash, or lies below this folder and waits.");
            }

            if (images.Count > 1 && images.All(image => image.File == name))
            {
                return Fail("More than one image has this name; give the first letters of its hash.");
            }

            found.AddRange(images);
        }

        var decision = Enum.Parse<ReviewDecision>(word, ignoreCase: true);
        var parsed = boxes.Select(PixelBox.Parse).ToList();
        if (parsed.Contains(null) || (decision == ReviewDecision.Blank) != (parsed.Count > 0))
        {
            return Fail("'blank' takes boxes LEFT,TOP,RIGHT,BOTTOM in pixels from the upper left, edges included; the other decisions take none.");
        }

        if (found.Exists(image => parsed.Any(box => box!.Value.Left >= image.Columns || box.Value.Top >= image.Rows)))
        {
            return Fail("A box lies outside of the image.");
        }

        foreach (var image in found)
        {
            queue.Decide(image with
            {
                Decision = decision,
                Boxes = [.. parsed.Select(box => box!.Value)],
                By = by.Trim(),
                At = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            });
        }

        queue.Save();
        Console.WriteLine($"{found.Count} {(found.Count == 1 ? "image is" : "images are")} decided.");
        return ExitCodes.Done;
    }

    /// <summary>One image by name or hash; all that wait below a folder; or all that wait.</summary>
    private static List<ImageReview> Find(ReviewQueue queue, string name)
    {
        var named = queue.Images.Where(image => image.File == name || (name.Length >= 8 && image.Sha256.StartsWith(name, StringComparison.Ordinal))).ToList();
        return named.Count > 0 ? named
            : [.. queue.Images.Where(image => image.Decision == ReviewDecision.None && (name == "all" || image.File.StartsWith(name.TrimEnd('/') + "/", StringComparison.Ordinal)))];
    }

    private static int Fail(string problem)
    {
        Console.Error.WriteLine(problem);
        return ExitCodes.Usage;
    }
}
