using System.Collections.Concurrent;
using System.Diagnostics;
using Workbench.Compatibility;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>The cases of docs/compatibility.md once more: through the server, over ipc, with the kernel in its sandbox.</summary>
public sealed class CompatibilityThroughServerTests(CompatibilityThroughServer runs) : IClassFixture<CompatibilityThroughServer>
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (file, one) in CaseFile.Names.SelectMany(static file => CaseFile.Read(file).Cases.Select(one => (file, one))))
            {
                cases.Add(file, one.Id);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_through_the_server_in_the_sandbox_comes_out_as_written(string file, string id)
    {
        var expected = CaseFile.Read(file).Cases.Single(one => one.Id == id);

        var wrong = Verdicts.Of(expected, await runs.SeenAsync(file, id));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}

/// <summary>Runs each file of cases once with JupyterLab's service library.</summary>
public sealed class CompatibilityThroughServer : IAsyncLifetime
{
    private readonly RealServer server = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, ObservedCase>>>> runs = new(StringComparer.Ordinal);

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    public async Task<ObservedCase> SeenAsync(string file, string id) =>
        (await runs.GetOrAdd(file, name => new Lazy<Task<IReadOnlyDictionary<string, ObservedCase>>>(() => RunAsync(name))).Value)[id];

    private async Task<IReadOnlyDictionary<string, ObservedCase>> RunAsync(string file)
    {
        using var client = Process.Start(new ProcessStartInfo("node", ["run-cases.mjs", Path.Combine(CaseFile.Folder, file)])
        {
            WorkingDirectory = Path.Combine(RealServer.Root, "tests", "jupyterlab-services"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["WORKBENCH_URL"] = server.Address.ToString(), ["WORKBENCH_TOKEN"] = server.Token },
        })!;
        var errors = client.StandardError.ReadToEndAsync();
        var seen = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return client.ExitCode == 0 ? ObservedCase.ReadAll(seen) : throw new InvalidOperationException(await errors);
    }
}
