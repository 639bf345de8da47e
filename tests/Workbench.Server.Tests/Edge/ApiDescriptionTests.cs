using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Edge;

/// <summary>
/// The API as it is described, against the approved description: pages and clients are made from it, so a change is a
/// decision. To approve one, copy the file that the failing test names over the approved one.
/// </summary>
public sealed class ApiDescriptionTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task Description_is_the_approved_one()
    {
        using var client = server.Anonymous();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        var text = document.ToJsonString(Readable) + "\n";
        var received = Path.Combine(AppContext.BaseDirectory, "openapi.received.json");
        await File.WriteAllTextAsync(received, text);

        var approved = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Edge", "openapi.approved.json"));

        Assert.True(approved == text, $"The API changed. If that is meant: cp {received} tests/Workbench.Server.Tests/Edge/openapi.approved.json");
    }

    [Fact]
    public async Task Description_types_ids_as_texts_and_numbers_as_numbers()
    {
        using var client = server.Anonymous();
        var schemas = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!["components"]!["schemas"]!;

        Assert.Equal("string", schemas["PermitRow"]!["properties"]!["id"]!["type"]!.GetValue<string>());
        Assert.Equal("""["null","string"]""", schemas["RequestRow"]!["properties"]!["permitId"]!["type"]!.ToJsonString());
        Assert.Equal("integer", schemas["TableDictionary"]!["properties"]!["rows"]!["type"]!.GetValue<string>());
        Assert.Contains("data-provider", schemas["Role"]!["enum"]!.AsArray().Select(one => one!.GetValue<string>()));
    }
}
