using System.Diagnostics;
using System.Xml.Linq;

namespace Workbench.Architecture.Tests;

/// <summary>Projects are trust boundaries: the build itself refuses a reference that is not on the list (WB0001).</summary>
public sealed class ProjectReferenceTests
{
    public static TheoryData<string, string> ForbiddenReferences => new()
    {
        { "src/Workbench.Server", "src/Workbench.Deidentify" },
        { "src/Workbench.Governance", "src/Workbench.Cohorts" },
        { "src/Workbench.Notebooks", "src/Workbench.Governance" },
        { "src/Workbench.Protocol", "src/Workbench.Governance" },
        { "kernels/dotnet/Workbench.Client", "src/Workbench.Cohorts" },
        { "src/Workbench.Supervisor", "src/Workbench.Governance" },
    };

    [Theory]
    [MemberData(nameof(ForbiddenReferences))]
    public void Build_with_a_forbidden_reference_added_fails(string project, string reference)
    {
        var (exitCode, output) = CheckReferences(project, extraReference: reference);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("WB0001", output, StringComparison.Ordinal);
        Assert.Contains($"{Path.GetFileName(project)}->{Path.GetFileName(reference)}", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Workbench.Server")]
    [InlineData("src/Workbench.Deidentify")]
    [InlineData("kernels/dotnet/Workbench.Kernel")]
    public void Build_with_its_own_references_passes(string project)
    {
        var (exitCode, output) = CheckReferences(project, extraReference: null);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void Projects_see_only_what_they_name()
    {
        var properties = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props"));

        Assert.Equal("true", properties.Descendants("DisableTransitiveProjectReferences").Single().Value);
    }

    [Fact]
    public void Only_tests_reference_an_exe()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), XDocument.Load);
        var exes = projects.Where(project => project.Value.Descendants("OutputType").Any(type => type.Value == "Exe")).Select(project => project.Key).ToHashSet();

        var referenced = projects.Values
            .SelectMany(project => project.Descendants("ProjectReference"))
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.NotEmpty(exes);
        Assert.DoesNotContain(referenced, exes.Contains);
    }

    /// <summary>Runs the check of Directory.Build.targets alone on the real project, with one more reference given from outside.</summary>
    private static (int ExitCode, string Output) CheckReferences(string project, string? extraReference)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        start.ArgumentList.Add("msbuild");
        start.ArgumentList.Add(Path.Combine(Repository.Root, project));
        start.ArgumentList.Add("-target:CheckProjectReferences");
        start.ArgumentList.Add("-nodereuse:false");
        using var extra = new TemporaryTargets(extraReference);
        if (extraReference is not null)
        {
            start.ArgumentList.Add($"-property:CustomBeforeMicrosoftCommonTargets={extra.Path}");
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private sealed class TemporaryTargets : IDisposable
    {
        public TemporaryTargets(string? reference)
        {
            Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"wb-reference-{Guid.NewGuid():N}.targets");
            var include = reference is null ? null : $"{Repository.Root}/{reference}/{System.IO.Path.GetFileName(reference)}.csproj";
            File.WriteAllText(Path, $"<Project><ItemGroup><ProjectReference Include=\"{include}\" /></ItemGroup></Project>");
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
