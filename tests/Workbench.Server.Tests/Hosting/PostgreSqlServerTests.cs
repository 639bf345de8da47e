using System.Text.Json;
using Workbench.Governance.Storage;
using Workbench.Governance.Tests.Storage;
using Workbench.Server.CommandLine;

namespace Workbench.Server.Tests.Hosting;

/// <summary>The server on a real PostgreSQL, chosen as an installation chooses it: by the file in the data folder.</summary>
public sealed class PostgreSqlServerTests(PostgreSqlServer postgreSql) : IClassFixture<PostgreSqlServer>
{
    [Fact]
    public async Task Request_grant_and_audit_work_and_nothing_lies_in_the_folder()
    {
        var server = new RunningServer();
        WriteFile(server, postgreSql.ConnectionString);
        await server.InitializeAsync();
        await LungSnapshot.PublishAsync(server);
        var (researcher, steward) = (await server.SignInAsync("researcher"), await server.SignInAsync("steward"));
        var id = (await researcher.PostAsync("requests", new
        {
            cohort = "lung", project = "cancer-outcomes", purpose = "P", justification = "J", level = "rows",
            tables = new[] { new { name = "patients", columns = new[] { "patient", "sex" } } }, until = "2027-06-30",
        })).Ok.GetProperty("id").GetString();

        Assert.Equal(LungSnapshot.Females, (await steward.GetAsync($"requests/{id}")).Ok.GetProperty("exposure").GetProperty("k").GetInt32());
        Assert.Equal(200, (await steward.PostAsync($"requests/{id}/grant")).Status);
        Assert.Equal("granted", (await researcher.GetAsync("cohorts/lung")).Ok.GetProperty("access").GetProperty("state").GetString());
        Assert.True((await steward.GetAsync("audit?limit=5")).Ok.GetProperty("valid").GetBoolean());
        Assert.Equal(0, await VerifyAuditVerb.RunAsync(new VerifyAuditCommand(server.Folder.Root)));
        Assert.False(File.Exists(server.Folder.GovernanceDatabase));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Server_that_cannot_reach_its_database_says_so_without_the_connection()
    {
        var other = new RunningServer();
        WriteFile(other, "Host=/nowhere;Username=hidden-word;Password=hidden-word;Timeout=2");

        var refused = await Assert.ThrowsAsync<UsageException>(() => InitVerb.RunAsync(new InitCommand(other.Folder.Root, Demo: false, MigrateOnly: false)));

        Assert.Contains(DatabaseFile.Name, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", refused.Message, StringComparison.Ordinal);
        Directory.Delete(other.Folder.Root, recursive: true);
    }

    private static void WriteFile(RunningServer server, string connection) => File.WriteAllText(
        Path.Combine(Directory.CreateDirectory(Path.Combine(server.Folder.Root, "governance")).FullName, DatabaseFile.Name),
        JsonSerializer.Serialize(new { database = "postgresql", connection }));
}
