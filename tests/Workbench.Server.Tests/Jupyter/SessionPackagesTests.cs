using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workbench.Protocol.Jupyter;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>What <c>#r "nuget: …"</c> finds in the real sandbox.</summary>
public sealed class SessionPackagesTests(RealServer server) : IClassFixture<RealServer>
{
    [Fact]
    public async Task Package_of_the_workbench_is_added_and_an_unknown_one_is_refused_and_leaves_the_session_as_it_was()
    {
        var kernel = await StartAsync();
        await using var page = await server.ConnectAsync(kernel, "page");
        await RunAsync(page, "var kept = 41;");

        // Into the folder of a session that runs already.
        AddPackage("Shelved", typeof(Xunit.Abstractions.ITest).Assembly.Location);
        var refused = await RunAsync(page, "#r \"nuget: Shelved, 1.0.0\"\n#r \"nuget: NotOnTheShelf, 1.0.0\"\nkept = 0;");
        var tooNew = await RunAsync(page, "#r \"nuget: Shelved, 7.0.0\"");
        var untouched = await RunAsync(page, "kept + 1");
        var added = await RunAsync(page, "#r \"nuget: Shelved, 1.0.0\"\ntypeof(Xunit.Abstractions.ITest).Name");
        var written = await RunAsync(page, "try { System.IO.File.WriteAllText(\"/opt/packages/own.nupkg\", \"\"); } catch (Exception error) { Console.Write(error.Message); }");

        Assert.Contains("NU1101: Unable to find package NotOnTheShelf", refused, StringComparison.Ordinal);
        Assert.Contains("./workbench packages add", refused, StringComparison.Ordinal);
        Assert.Contains("NU1102: Unable to find package Shelved with version (>= 7.0.0)", tooNew, StringComparison.Ordinal);
        Assert.Contains("42", untouched, StringComparison.Ordinal);
        Assert.Contains("ITest", added, StringComparison.Ordinal);
        Assert.Contains("Read-only file system", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_others_can_change_is_not_shown_to_sessions_and_the_cell_says_what_is_missing()
    {
        AddPackage("Unsafe", typeof(Xunit.Abstractions.ITest).Assembly.Location);
        var mode = File.GetUnixFileMode(server.PackagesFolder);
        File.SetUnixFileMode(server.PackagesFolder, mode | UnixFileMode.OtherWrite);
        try
        {
            var kernel = await StartAsync();
            await using var page = await server.ConnectAsync(kernel, "page");

            var refused = await RunAsync(page, "#r \"nuget: Unsafe, 1.0.0\"");

            Assert.Contains("This workbench has no folder of packages", refused, StringComparison.Ordinal);
            Assert.Contains("False", await RunAsync(page, "System.IO.Directory.Exists(\"/opt/packages\")"), StringComparison.Ordinal);
            Assert.Contains("0", await RunAsync(page, "#r \"nuget: Microsoft.Data.Analysis\"\nnew Microsoft.Data.Analysis.DataFrame().Rows.Count"), StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(server.PackagesFolder, mode);
        }
    }

    private void AddPackage(string id, string assembly)
    {
        using var package = ZipFile.Open(Path.Combine(server.PackagesFolder, id + ".1.0.0.nupkg"), ZipArchiveMode.Create);
        using (var manifest = new StreamWriter(package.CreateEntry(id + ".nuspec").Open()))
        {
            manifest.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata><id>{id}</id><version>1.0.0</version><authors>test</authors><description>test</description></metadata>
                </package>
                """);
        }

        package.CreateEntryFromFile(assembly, "lib/netstandard2.0/" + Path.GetFileName(assembly));
    }

    private async Task<string> StartAsync()
    {
        using var client = server.Client();
        var answer = await client.PostAsJsonAsync("/api/kernels", new { name = ".net-csharp" });
        return (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"] ?? throw new InvalidOperationException("No kernel was started.");
    }

    /// <summary>Everything that the cell showed, as text.</summary>
    private static async Task<string> RunAsync(ChannelClient page, string code)
    {
        var messages = await page.UntilIdleAsync(await page.ExecuteAsync(code, "c1"));
        return string.Join('\n', messages.Select(static message => message.MsgType switch
        {
            "stream" => (string?)Content(message)["text"],
            "error" => (string?)Content(message)["evalue"],
            "execute_result" or "display_data" => (string?)Content(message)["data"]?["text/plain"],
            _ => null,
        }).Where(static text => text is not null));
    }

    private static JsonNode Content(JupyterMessage message) => ChannelClient.Content(message);
}
