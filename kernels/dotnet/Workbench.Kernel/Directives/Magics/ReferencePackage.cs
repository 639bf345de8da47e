using System.Reflection;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Packages;

namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#r</c>: a package or an assembly for the language in which it stands. Lines that stand together are added together or not at all.</summary>
internal sealed class ReferencePackage : ITakesSeveral
{
    private const string MissingFile = "CS0006";

    public Directive Directive { get; } = new("#r", "Reference a package: #r \"nuget: Id, Version\", or an assembly: #r \"path.dll\".")
    {
        TakesLine = true,
        Languages = SubmissionSplitter.WithPackages,
        Parameters = [new("reference", "\"nuget: Id, Version\" or the path of an assembly.") { IsRequired = true, IsImplicit = true }],
    };

    public bool Goes(ITakesSeveral other) => other is ReferencePackage or AddPackageSource;

    public DirectiveError? Run(DirectiveCall call, MagicContext context) => Run([call], context);

    public DirectiveError? Run(IReadOnlyList<DirectiveCall> calls, MagicContext context)
    {
        var session = PackageSession.Notebook;
        List<(DirectiveCall Call, PackageRequest Request)> packages = [];
        List<string> files = [];
        foreach (var call in calls)
        {
            if (call["source"] is { } source)
            {
                var place = PackageRequest.IsPackage(source) ? PackageRequest.Rest(source) : source.Trim();
                if (place.Length == 0)
                {
                    return call.Error(DirectiveErrorCodes.InvalidPackage, $"Unable to parse package source: \"{source}\". Write #i \"nuget: folder or address\".", "source");
                }

                session.Sources.Add(place);
            }
            else if (call["reference"] is { } reference && PackageRequest.IsPackage(reference))
            {
                if (PackageRequest.Parse(reference) is not { } request)
                {
                    return call.Error(DirectiveErrorCodes.InvalidPackage, $"Unable to parse package reference: \"{reference}\". Write #r \"nuget: Id\" or #r \"nuget: Id, Version\".", "reference");
                }

                packages.Add((call, request));
            }
            else if (call["reference"] is { Length: > 0 } path && FindFile(path, out var found))
            {
                if (found is not null)
                {
                    files.Add(found);
                }
            }
            else
            {
                return call.Error(MissingFile, $"Metadata file '{call["reference"]}' could not be found", "reference");
            }
        }

        if (packages.Count > 0 || calls.Any(static call => call["source"] is not null))
        {
            if (Restore(session, packages, files, context) is { } error)
            {
                return error;
            }
        }

        foreach (var file in files)
        {
            session.Add(file);
        }

        // The language in which the lines stand, which comes up by it, and the others as far as they are up.
        var own = context.Languages.All.Where(language => language.IsCalled(calls[0].Language)).Select(static language => language.Language);
        foreach (var language in context.Languages.All.Select(static language => language.Started).Concat(own).OfType<IReferencesAssemblies>().Distinct())
        {
            language.Reference(session.Assemblies);
        }

        return null;
    }

    private static DirectiveError? Restore(PackageSession session, List<(DirectiveCall Call, PackageRequest Request)> packages, List<string> files, MagicContext context)
    {
        List<string> notes = session.Sources is { AreFixed: true, Added.Count: > 0 } ? ["Packages come from the folder that this workbench allows; other sources are not asked."] : [];
        var names = packages.Select(static package => package.Request.ToString()).ToList();
        var id = context.Output.Display(InstalledPackagesView.Of(session.Sources.Added, names, [], notes));
        try
        {
            var restored = session.RestoreAsync([.. packages.Select(static package => package.Request)], context.Cell.CancellationToken).GetAwaiter().GetResult();
            context.Output.Update(id, InstalledPackagesView.Of(
                session.Sources.Added, [], [.. restored.Packages.Select(static package => $"{package.Id}, {package.Version}").Distinct()], [.. notes, .. restored.Notes]));
            return null;
        }
        catch (PackageProblem problem)
        {
            context.Output.Update(id, InstalledPackagesView.Of(session.Sources.Added, [], [], ["No package was added."]));
            var call = packages.FirstOrDefault(package => problem.Message.Contains(package.Request.Id, StringComparison.OrdinalIgnoreCase)).Call ?? packages[0].Call;
            return call.Error(problem.Code, problem.Message, "reference");
        }
    }

    // A bare name means an assembly that cells see already.
    private static bool FindFile(string reference, out string? path)
    {
        path = Path.GetFullPath(reference);
        if (File.Exists(path))
        {
            return true;
        }

        path = null;
        var name = Path.GetFileNameWithoutExtension(reference + (reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? "" : ".dll"));
        return !reference.Contains('/', StringComparison.Ordinal) && !reference.Contains('\\', StringComparison.Ordinal)
            && ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(':').Any(file => Path.GetFileNameWithoutExtension(file).Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
