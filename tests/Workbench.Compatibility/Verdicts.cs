using System.Text.Json;

namespace Workbench.Compatibility;

/// <summary>Compares what was seen with what a case expects.</summary>
public static class Verdicts
{
    /// <returns>What is wrong, in the order of the steps; empty when the case holds.</returns>
    public static IReadOnlyList<string> Of(CompatibilityCase expected, ObservedCase seen)
    {
        List<string> wrong = [];
        for (var i = 0; i < expected.Steps.Count; i++)
        {
            var step = expected.Steps[i];
            if (i >= seen.Steps.Count)
            {
                wrong.Add($"step {i + 1} did not run");
                break;
            }

            wrong.AddRange((step.Code is not null ? Cell(step.Expect, seen.Steps[i]) : Reply(step, seen.Steps[i])).Select(text => $"step {i + 1}: {text}"));
        }

        return wrong;
    }

    private static IEnumerable<string> Cell(CellExpectation? expect, ObservedStep seen)
    {
        var errors = Outputs(seen, "error").Select(static error => string.Join('\n', Text(error.GetProperty("ename")), Text(error.GetProperty("evalue")), Text(error.GetProperty("traceback")))).ToList();
        if (expect?.Error is { } error)
        {
            if (seen.Status != "error")
            {
                yield return $"an error was expected, the cell ended '{seen.Status}'";
            }

            if (TextRule.Check("the error", error, string.Join('\n', errors)) is { } problem)
            {
                yield return problem;
            }
        }
        else if (seen.Status != "ok" || errors.Count > 0)
        {
            yield return $"the cell ended '{seen.Status}': {string.Join('\n', errors)} {Stream(seen, "stderr")}";
        }

        if (expect is null)
        {
            yield break;
        }

        foreach (var problem in Bundles("result", expect.Results, Outputs(seen, "execute_result")).Concat(Bundles("display", expect.Displays, Outputs(seen, "display_data"))))
        {
            yield return problem;
        }

        if (expect.Stdout is { } stdout && TextRule.Check("stdout", stdout, Stream(seen, "stdout")) is { } outProblem)
        {
            yield return outProblem;
        }

        if (expect.Stderr is { } stderr && TextRule.Check("stderr", stderr, Stream(seen, "stderr")) is { } errProblem)
        {
            yield return errProblem;
        }
    }

    private static IEnumerable<string> Bundles(string what, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? expected, List<JsonElement> seen)
    {
        if (expected is null)
        {
            yield break;
        }

        if (expected.Count != seen.Count)
        {
            yield return $"{seen.Count} {what}s instead of {expected.Count}: {string.Join("\n", seen.Select(static one => one.GetRawText()[..Math.Min(600, one.GetRawText().Length)]))}";
            yield break;
        }

        for (var i = 0; i < seen.Count; i++)
        {
            var data = seen[i].GetProperty("data");
            foreach (var (mimeType, rule) in expected[i])
            {
                var problem = data.TryGetProperty(mimeType, out var value)
                    ? TextRule.Check($"{what} {i + 1} as {mimeType}", rule, Text(value))
                    : $"{what} {i + 1} has no {mimeType}, but {string.Join(", ", data.EnumerateObject().Select(static part => part.Name))}";
                if (problem is not null)
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<string> Reply(CompatibilityStep step, ObservedStep seen)
    {
        if (seen.Reply is not { } reply)
        {
            return [$"{step.Request} got no reply"];
        }

        return step.Reply is { } expected ? Subset("reply", expected, reply) : [];
    }

    // Objects: each member named must be there. A text rule is an object of the words that TextRule knows.
    private static IEnumerable<string> Subset(string path, JsonElement expected, JsonElement seen)
    {
        if (expected.ValueKind == JsonValueKind.Object && IsTextRule(expected))
        {
            return TextRule.Check(path, expected, Text(seen)) is { } problem ? [problem] : [];
        }

        if (expected.ValueKind == JsonValueKind.Object && seen.ValueKind == JsonValueKind.Object)
        {
            return expected.EnumerateObject().SelectMany(member =>
                seen.TryGetProperty(member.Name, out var value) ? Subset($"{path}.{member.Name}", member.Value, value) : [$"{path} has no {member.Name}: {seen.GetRawText()}"]);
        }

        return JsonElement.DeepEquals(expected, seen) ? [] : [$"{path} is {seen.GetRawText()}, expected {expected.GetRawText()}"];
    }

    private static bool IsTextRule(JsonElement value) =>
        value.EnumerateObject().Any() && value.EnumerateObject().All(static member => member.Name is "contains" or "lacks" or "matches" or "atMost");

    private static List<JsonElement> Outputs(ObservedStep seen, string type) =>
        [.. seen.Outputs.Where(output => output.GetProperty("output_type").GetString() == type)];

    private static string Stream(ObservedStep seen, string name) =>
        string.Concat(Outputs(seen, "stream").Where(output => output.GetProperty("name").GetString() == name).Select(static output => Text(output.GetProperty("text"))));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.EnumerateArray().All(static one => one.ValueKind == JsonValueKind.String) => string.Join('\n', value.EnumerateArray().Select(static one => one.GetString())),
        _ => value.GetRawText(),
    };
}
