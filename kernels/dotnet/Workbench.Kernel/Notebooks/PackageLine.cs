using System.Text.RegularExpressions;

namespace Workbench.Kernel.Notebooks;

/// <summary>Turns <c>#r "nuget: Id, Version"</c> into the <c>#:package</c> line of a file-based app.</summary>
internal static partial class PackageLine
{
    /// <returns>Null where the line is no reference to a package.</returns>
    public static string? Convert(string line)
    {
        var match = Reference().Match(line);
        return !match.Success ? null : $"#:package {match.Groups["id"].Value}@{(match.Groups["version"].Success ? match.Groups["version"].Value : "*")}";
    }

    [GeneratedRegex("""^#r\s*"nuget:\s*(?<id>[^,"\s]+)\s*(,\s*(?<version>[^"\s]+))?\s*"\s*$""")]
    private static partial Regex Reference();
}
