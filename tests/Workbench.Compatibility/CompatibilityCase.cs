using System.Text.Json;

namespace Workbench.Compatibility;

/// <summary>One thing that notebooks of .NET Interactive do, and what must come out of it here.</summary>
/// <param name="Id">Name of the case, unique in the suite.</param>
/// <param name="Feature">What it is, in the words of the compatibility table.</param>
/// <param name="Original">What the original does.</param>
/// <param name="Verdict">How this kernel compares: <c>same</c>, <c>better</c> or <c>differs</c>.</param>
/// <param name="Why">Why it is not the same; empty where it is.</param>
/// <param name="Steps">Cells and requests, one after another in one kernel.</param>
public sealed record CompatibilityCase(string Id, string Feature, string Original, string Verdict, string? Why, IReadOnlyList<CompatibilityStep> Steps)
{
    public override string ToString() => Id;
}

/// <summary>A cell, or another request, and what it must bring.</summary>
/// <param name="Code">Lines of a cell; null for another request.</param>
/// <param name="Language">What the cell's metadata say its language is; null for none.</param>
/// <param name="Metadata">Metadata of the request, instead of those that <paramref name="Language"/> makes.</param>
/// <param name="Answers">What the user answers when asked, in order; null where the client takes no questions.</param>
/// <param name="Files">Files that must stand in the kernel's folder before the step, name and lines.</param>
/// <param name="Expect">What the cell must bring.</param>
/// <param name="Request">Type of a request that is no cell, such as <c>history_request</c>.</param>
/// <param name="Content">Its content.</param>
/// <param name="Reply">What its reply must contain.</param>
public sealed record CompatibilityStep(
    IReadOnlyList<string>? Code,
    string? Language,
    JsonElement? Metadata,
    IReadOnlyList<string>? Answers,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Files,
    CellExpectation? Expect,
    string? Request,
    JsonElement? Content,
    JsonElement? Reply);

/// <summary>What a cell must bring. What is left out is not looked at, but an error that is not expected fails every cell.</summary>
/// <param name="Results">The <c>execute_result</c>s: media type to text.</param>
/// <param name="Displays">The <c>display_data</c>s, as they stand after all updates.</param>
/// <param name="Stdout">All that was printed.</param>
/// <param name="Stderr">All that was printed to the error stream.</param>
/// <param name="Error">Text that the error's name, value or traceback must hold.</param>
public sealed record CellExpectation(
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? Results,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? Displays,
    JsonElement? Stdout,
    JsonElement? Stderr,
    JsonElement? Error);
