using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Packages;

/// <summary>One kernel with a feed of its own; packages have names of their own in each test, as a process keeps what it loaded.</summary>
public sealed class PackageTests : IClassFixture<PackageTests.KernelWithFeed>
{
    private readonly KernelWithFeed given;

    public PackageTests(KernelWithFeed given) => this.given = given;

    [Fact]
    public async Task Reference_of_a_package_is_usable_in_the_same_cell_and_says_what_was_installed()
    {
        given.Feed.Add("Plain", "1.2.0", "namespace Plain; public class Thing { public static int Four => 4; }");

        var run = await given.Client.RunAsync("#r \"nuget: Plain, 1.2.0\"\nusing Plain;\nThing.Four");

        Assert.Equal("4", run.Result);
        Assert.Contains("Installing Packages", CellRun.Data(run.Displays().Single(), "text/html"), StringComparison.Ordinal);
        Assert.Equal(
            "<div><div></div><div></div><div><strong>Installed Packages</strong><ul><li><span>Plain, 1.2.0</span></li></ul></div></div>",
            CellRun.Data(run.Displays("update_display_data").Single(), "text/html"));
    }

    [Fact]
    public async Task Reference_keeps_what_earlier_cells_declared()
    {
        given.Feed.Add("Later", "1.0.0", "public class Late { public int Count(System.Collections.Generic.List<int> list) => list.Count; }");
        await given.Client.RunAsync("var kept = new List<int> { 1, 2, 3 };\nclass Own { public int X = 5; }\nvar own = new Own();");

        var run = await given.Client.RunAsync("#r \"nuget: Later\"\nnew Late().Count(kept) + own.X");

        Assert.Equal("8", run.Result);
    }

    [Fact]
    public async Task Reference_that_fails_adds_nothing_and_can_be_repeated()
    {
        given.Feed.Add("Halved", "1.0.0", "public class Halved { }");
        var failed = await given.Client.RunAsync("#r \"nuget: Halved, 1.0.0\"\n#r \"nuget: NowhereToBeFound\"\nvar reached = 1;");
        Assert.Contains("error NU1101", failed.Error.Value, StringComparison.Ordinal);
        Assert.Contains("NowhereToBeFound", failed.Error.Value, StringComparison.Ordinal);
        Assert.Contains("CS0246", (await given.Client.RunAsync("Halved half = null;")).Error.Value, StringComparison.Ordinal);
        Assert.Contains("CS0103", (await given.Client.RunAsync("reached")).Error.Value, StringComparison.Ordinal);

        given.Feed.Add("NowhereToBeFound", "0.1.0", "public class Found { }");
        Assert.Equal("ok", (await given.Client.RunAsync("#r \"nuget: Halved, 1.0.0\"\n#r \"nuget: NowhereToBeFound\"\nnew Found(); new Halved();")).Status);
    }

    [Fact]
    public async Task Reference_of_the_same_version_is_fine_and_of_another_is_refused()
    {
        given.Feed.Add("Twice", "1.0.0", "public class Twice { }");
        given.Feed.Add("Twice", "2.0.0", "public class Twice { }");
        Assert.Equal("ok", (await given.Client.RunAsync("#r \"nuget: Twice, 1.0.0\"")).Status);
        Assert.Equal("ok", (await given.Client.RunAsync("#r \"nuget: Twice, 1.0.0\"")).Status);
        Assert.Equal("ok", (await given.Client.RunAsync("#r \"nuget: Twice\"")).Status);

        var other = await given.Client.RunAsync("#r \"nuget: Twice, 2.0.0\"");

        Assert.Contains("Twice version 2.0.0 cannot be added because version 1.0.0 was added previously.", other.Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependencies_are_the_lowest_versions_that_suit_everybody()
    {
        foreach (var version in (string[])["1.0.0", "1.1.0", "1.2.0", "2.0.0"])
        {
            given.Feed.Add("Base", version, $"public class Base {{ public static string Version => \"{version}\"; }}");
        }

        given.Feed.Add("Needs10", "1.0.0", "public class A { }", "<dependency id=\"Base\" version=\"1.0.0\" />");
        given.Feed.Add("Needs11", "1.0.0", "public class B { }", "<dependency id=\"Base\" version=\"1.1.0\" />");
        given.Feed.Add("NeedsBelow11", "1.0.0", "public class C { }", "<dependency id=\"Base\" version=\"[1.0.0,1.1.0)\" />");
        Assert.Equal("1.1.0", (await given.Client.RunAsync("#r \"nuget: Needs10\"\n#r \"nuget: Needs11\"\nBase.Version")).Result);

        var conflict = await given.Client.RunAsync("#r \"nuget: NeedsBelow11\"");

        Assert.Contains("NeedsBelow11 1.0.0 needs Base", conflict.Error.Value, StringComparison.Ordinal);
        Assert.Contains("version 1.1.0 is pinned by Needs11 1.0.0", conflict.Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Native_library_of_a_package_loads()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libe_sqlite3.so");
        given.Feed.Add(
            "Nativ",
            "1.0.0",
            "public static class Nativ { [System.Runtime.InteropServices.DllImport(\"nativ\")] public static extern int sqlite3_libversion_number(); }",
            nativeLibrary: library);

        Assert.StartsWith("3", (await given.Client.RunAsync("#r \"nuget: Nativ\"\nNativ.sqlite3_libversion_number()")).Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extension_of_the_original_kernel_is_not_run_and_the_reason_is_given()
    {
        given.Feed.Add("Extends", "1.0.0", "public class Extends { }", hasExtension: true);

        var run = await given.Client.RunAsync("#r \"nuget: Extends\"");

        Assert.Equal("", run.Printed);
        Assert.Contains("is not run", CellRun.Data(run.Displays("update_display_data").Single(), "text/plain"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Microsoft.Data.Analysis, 0.20.0-preview.22356.1", "Microsoft.Data.Analysis, 0.23.1")]
    [InlineData("Plotly.NET.Interactive, 3.0.2", "Plotly.NET, 6.0.0")]
    [InlineData("Microsoft.DotNet.Interactive.ExtensionLab, *-*", "part of the original kernel")]
    [InlineData("System.Text.Json", "System.Text.Json")]
    public async Task Package_that_the_kernel_has_needs_no_feed(string reference, string shown)
    {
        var run = await given.Client.RunAsync($"#r \"nuget: {reference}\"\n1");

        Assert.Equal("1", run.Result);
        Assert.Contains(shown, CellRun.Data(run.Displays("update_display_data").Single(), "text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_of_the_notebook_is_not_asked_where_the_workbench_decides()
    {
        using var other = new FeedFolder();
        other.Add("Elsewhere", "1.0.0", "public class Elsewhere { }");

        var run = await given.Client.RunAsync($"#i \"nuget: {other.Feed}\"\n#r \"nuget: Elsewhere\"");

        Assert.Contains("error NU1101", run.Error.Value, StringComparison.Ordinal);
        Assert.Contains("the workbench", run.Error.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nuget:", "DNI210")]
    [InlineData("nuget: not a name", "DNI210")]
    [InlineData("/nowhere/to/be/found.dll", "CS0006")]
    public async Task Reference_that_means_nothing_is_an_error_with_its_code(string reference, string code) =>
        Assert.Contains(code, (await given.Client.RunAsync($"#r \"{reference}\"")).Error.Value, StringComparison.Ordinal);

    [Fact]
    public async Task Source_without_a_place_is_an_error_with_its_code() =>
        Assert.Contains("DNI210", (await given.Client.RunAsync("#i \"nuget:\"")).Error.Value, StringComparison.Ordinal);

    [Fact]
    public async Task Reference_by_path_is_usable_in_CSharp_and_FSharp()
    {
        var path = given.Feed.Assembly("ByPath", "namespace ByPath { public class Way { public static int Long => 7; } }");

        Assert.Equal("7", (await given.Client.RunAsync($"#r \"{path}\"\nByPath.Way.Long")).Result);
        Assert.Equal("7", (await given.Client.RunAsync("#!fsharp\nByPath.Way.Long")).Result);
    }

    public sealed class KernelWithFeed : IAsyncLifetime
    {
        private KernelProcess? process;
        private KernelClient? client;

        public FeedFolder Feed { get; } = new();

        public KernelClient Client => client ?? throw new InvalidOperationException("The kernel has not been started.");

        public async Task InitializeAsync() => (process, client) = await KernelProcess.StartAsync(environment: Feed.Environment);

        public async Task DisposeAsync()
        {
            await Client.DisposeAsync();
            await process!.DisposeAsync();
            Feed.Dispose();
        }
    }
}
