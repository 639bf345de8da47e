using YamlDotNet.Core;

namespace Workbench.Deidentify.Sources;

/// <summary>Collects everything that is wrong in one <c>source.yaml</c>, so that its writer mends all of it at once.</summary>
public sealed class YamlProblems
{
    public const string FileName = "source.yaml";

    private readonly List<SourceRefusal> found = [];

    /// <summary>In the order of the lines.</summary>
    public IReadOnlyList<SourceRefusal> Found => [.. found.OrderBy(r => r.Line)];

    public void Add(string code, Mark at, string what, string nextStep) =>
        found.Add(new SourceRefusal(code, what, nextStep) { File = FileName, Line = at.Line });
}
