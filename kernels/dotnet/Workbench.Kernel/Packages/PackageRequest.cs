using NuGet.Versioning;

namespace Workbench.Kernel.Packages;

/// <summary>What <c>#r "nuget: Id, Version"</c> asks for.</summary>
/// <param name="Id">The package.</param>
/// <param name="Range">The versions that will do; <c>*</c> where none was named.</param>
/// <param name="Asked">The version as it was written; empty where none was.</param>
internal sealed record PackageRequest(string Id, VersionRange Range, string Asked)
{
    private const string Prefix = "nuget:";

    public static bool IsPackage(string reference) => reference.TrimStart().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text after <c>nuget:</c>.</summary>
    public static string Rest(string reference) => reference.TrimStart()[Prefix.Length..].Trim();

    /// <returns>Null where the text is not <c>nuget: Id</c> or <c>nuget: Id, Version</c>.</returns>
    public static PackageRequest? Parse(string reference)
    {
        var parts = Rest(reference).Split(',', 2, StringSplitOptions.TrimEntries);
        var asked = parts.Length == 2 ? parts[1] : "";
        if (parts[0].Length == 0 || parts[0].Any(static letter => !char.IsLetterOrDigit(letter) && letter is not ('.' or '-' or '_')))
        {
            return null;
        }

        return VersionRange.TryParse(asked.Length == 0 ? "*" : asked, out var range) ? new PackageRequest(parts[0], range, asked) : null;
    }

    public override string ToString() => Asked.Length == 0 ? Id : $"{Id}, {Asked}";
}
