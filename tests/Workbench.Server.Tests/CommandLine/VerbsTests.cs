using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.CommandLine;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;

namespace Workbench.Server.Tests.CommandLine;

public sealed class VerbsTests : IDisposable
{
    private static readonly Uri Address = new("http://127.0.0.1:8888");
    private readonly string data = Directory.CreateTempSubdirectory("wb-verbs-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Init_twice_makes_the_demo_once()
    {
        await InitVerb.RunAsync(new InitCommand(data, Demo: true, MigrateOnly: false));
        var key = await File.ReadAllBytesAsync(new DataFolder(data).DemoKey);
        await InitVerb.RunAsync(new InitCommand(data, Demo: true, MigrateOnly: false));

        await using var scope = Offline.OpenExisting(data);
        var governance = scope.Get<GovernanceContext>();
        Assert.Equal(["admin", "instructor", "provider", "researcher", "steward"], await governance.People.Select(person => person.Name).Order().ToListAsync());
        Assert.Equal(["breast", "colorectal", "lung", "prostate"], await governance.Orders.Where(order => order.State == OrderState.Approved).Select(order => order.Source).Order().ToListAsync());
        Assert.Equal(4, await governance.Cohorts.CountAsync());
        Assert.Equal(key, await File.ReadAllBytesAsync(new DataFolder(data).DemoKey));
    }

    [Fact]
    public async Task Folders_and_databases_are_closed_to_others_and_governance_is_shared_with_the_raw_side()
    {
        await InitVerb.RunAsync(new InitCommand(data, Demo: true, MigrateOnly: false));

        const UnixFileMode group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        var folder = new DataFolder(data);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.Server) & (group | others));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.DemoKey) & (group | others));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.IdentityDatabase) & (group | others));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.GetDirectoryName(folder.GovernanceDatabase)!) & others);
        Assert.Equal(UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(folder.GovernanceDatabase) & (group | others));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder.Snapshots) & (others | UnixFileMode.GroupWrite));
    }

    [Fact]
    public async Task Without_the_demo_there_is_nobody_and_links_invites_the_first_admin_until_the_link_was_used()
    {
        await InitVerb.RunAsync(new InitCommand(data, Demo: false, MigrateOnly: false));
        var first = await CapturedAsync(() => LinksVerb.RunAsync(new LinksCommand(data, Address)));
        Assert.StartsWith("admin http://127.0.0.1:8888/sign-in?key=", first, StringComparison.Ordinal);

        await using (var scope = Offline.OpenExisting(data))
        {
            Assert.False(scope.Get<DemoSignIn>().Offered);
            var account = await scope.Get<IdentityContext>().Users.SingleAsync();
            await scope.Get<Passwords>().SetAsync(account, "a long enough password");
        }

        Assert.Equal("", await CapturedAsync(() => LinksVerb.RunAsync(new LinksCommand(data, Address))));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8888", "Server:AllowedHosts")]
    [InlineData("http://192.0.2.1:8888;http://127.0.0.1:8888", "Server:AllowedHosts")]
    [InlineData("ftp://127.0.0.1", "http or https")]
    public async Task Server_refuses_to_listen_to_the_network_in_the_clear(string urls, string expected)
    {
        await InitVerb.RunAsync(new InitCommand(data, Demo: true, MigrateOnly: false));

        var mistake = await Assert.ThrowsAsync<UsageException>(
            () => ServeVerb.RunAsync(new ServeCommand(data, new Dictionary<string, string?> { ["Server:Urls"] = urls })));

        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_links_are_not_offered_beyond_loopback()
    {
        await InitVerb.RunAsync(new InitCommand(data, Demo: true, MigrateOnly: false));
        var folder = new DataFolder(data);

        var loopback = new DemoSignIn(folder, Options.Create(new ServerOptions { Urls = "http://127.0.0.1:1;http://[::1]:1" }));
        var network = new DemoSignIn(folder, Options.Create(new ServerOptions { Urls = "http://127.0.0.1:1;https://192.0.2.1:1" }));

        var key = loopback.Keys().First().Key;
        Assert.Equal("researcher", loopback.PersonOf(key));
        Assert.Null(network.PersonOf(key));
        Assert.Empty(network.Keys());
    }

    [Fact]
    public async Task User_add_and_token_work_and_audit_verify_finds_a_changed_event()
    {
        await InitVerb.RunAsync(new InitCommand(data, Demo: false, MigrateOnly: false));
        var link = await CapturedAsync(() => AddUserVerb.RunAsync(new AddUserCommand(data, "anna", "Synthetic Anna", [Role.Researcher], Address)));
        var token = await CapturedAsync(() => TokenVerb.RunAsync(new TokenCommand(data, "anna", "test")));

        Assert.StartsWith("anna http://127.0.0.1:8888/sign-in?key=", link, StringComparison.Ordinal);
        Assert.Equal(43, token.Trim().Length);
        await Assert.ThrowsAsync<UsageException>(() => AddUserVerb.RunAsync(new AddUserCommand(data, "anna", null, [Role.Researcher], Address)));
        await Assert.ThrowsAsync<UsageException>(() => TokenVerb.RunAsync(new TokenCommand(data, "nobody", "test")));
        Assert.Equal(0, await VerifyAuditVerb.RunAsync(new VerifyAuditCommand(data)));

        await TamperAsync();

        Assert.Equal(1, await VerifyAuditVerb.RunAsync(new VerifyAuditCommand(data)));
    }

    private async Task TamperAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={new DataFolder(data).GovernanceDatabase};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
        var triggers = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                triggers.Add(reader.GetString(0));
            }
        }

        command.CommandText = string.Concat(triggers.Select(name => $"DROP TRIGGER \"{name}\";")) + "UPDATE AuditEvents SET Person = 'somebody' WHERE Sequence = 1";
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static async Task<string> CapturedAsync(Func<Task<int>> verb)
    {
        var output = Console.Out;
        using var captured = new StringWriter();
        Console.SetOut(captured);
        try
        {
            Assert.Equal(0, await verb());
        }
        finally
        {
            Console.SetOut(output);
        }

        return captured.ToString();
    }
}
