namespace Workbench.Kernel.Packages;

/// <summary>
/// Packages that taught the original kernel to show a library's values. Their code is not run: it was written against that
/// kernel's own assemblies. What they showed this kernel shows by itself, and what they bring along beside it is restored.
/// </summary>
internal static class InteractivePackages
{
    private static readonly string[] Endings = [".Interactive", ".InteractiveExtension"];

    /// <summary>The request for what is left of such a package: the library it is about, or nothing.</summary>
    /// <returns>The request as it was when the package is none of these; null when there is nothing to restore.</returns>
    public static PackageRequest? Strip(PackageRequest request, ICollection<string> notes)
    {
        if (request.Id.StartsWith("Microsoft.DotNet.Interactive", StringComparison.OrdinalIgnoreCase))
        {
            notes.Add($"{request.Id} is a part of the original kernel; what this kernel has of it is there already.");
            return null;
        }

        if (Array.Find(Endings, ending => request.Id.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is not { } ending)
        {
            return request;
        }

        var library = request.Id[..^ending.Length];
        notes.Add($"{request.Id} extends the original kernel and is not run here.");
        return ending == Endings[1] ? null : request with { Id = library };
    }
}
