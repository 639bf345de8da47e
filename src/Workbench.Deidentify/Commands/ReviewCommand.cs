using System.Globalization;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Reviews;

namespace Workbench.Deidentify.Commands;

/// <summary><c>review FILE</c>: the images that wait for a person; <c>review FILE IMAGE DECISION</c>: what a person decided. On the raw side only.</summary>
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

        if (words.Count is 0 or 2)
        {
            return Fail("Name the review file, and an image with a decision: release, withhold, or blank with at least one box.");
        }

        if (!File.Exists(words[0]))
        {
            return Fail("The review file is not there; 'deid IN OUT --review FILE' writes it.");
        }

        if (ReviewQueue.Open(words[0], out var problem) is not { } queue)
        {
            return Fail(problem);
        }

        return words.Count == 1 ? List(queue) : Decide(queue, words[1], words[2], words[3..], by, time);
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

    private static int Decide(ReviewQueue queue, string name, string word, List<string> boxes, string by, TimeProvider time)
    {
        if (!Decisions.Contains(word))
        {
            return Fail(CommandLine.Unknown("decision", word, Decisions));
        }

        if (by.Trim().Length == 0)
        {
            return Fail("Say who decides: --by NAME.");
        }

        var found = queue.Images.Where(image => image.File == name || (name.Length >= 8 && image.Sha256.StartsWith(name, StringComparison.Ordinal))).ToList();
        if (found.Count != 1)
        {
            return Fail(found.Count == 0 ? "No image of the review file has this name or hash." : "More than one image has this name; give the first letters of its hash.");
        }

        var decision = Enum.Parse<ReviewDecision>(word, ignoreCase: true);
        var parsed = boxes.Select(PixelBox.Parse).ToList();
        if (parsed.Contains(null) || (decision == ReviewDecision.Blank) != (parsed.Count > 0))
        {
            return Fail("'blank' takes boxes LEFT,TOP,RIGHT,BOTTOM in pixels from the upper left, edges included; the other decisions take none.");
        }

        if (parsed.Any(box => box!.Value.Left >= found[0].Columns || box.Value.Top >= found[0].Rows))
        {
            return Fail("A box lies outside of the image.");
        }

        queue.Decide(found[0] with
        {
            Decision = decision,
            Boxes = [.. parsed.Select(box => box!.Value)],
            By = by.Trim(),
            At = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });
        queue.Save();
        return ExitCodes.Done;
    }

    private static int Fail(string problem)
    {
        Console.Error.WriteLine(problem);
        return ExitCodes.Usage;
    }
}
