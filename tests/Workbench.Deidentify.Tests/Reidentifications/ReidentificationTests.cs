using Workbench.Deidentify.Tests.Support;
using Workbench.Governance.Audit;
using Workbench.Governance.People;
using Workbench.Governance.Reidentifications;

namespace Workbench.Deidentify.Tests.Reidentifications;

/// <summary>The command as it is really started, with passphrases on its standard input.</summary>
public sealed class ReidentificationTests : IAsyncLifetime
{
    private const string Number = "HN-4711-77";
    private const string Words = "correct horse battery";

    private TestOrders orders = null!;
    private string pseudonym = "";

    public async Task InitializeAsync()
    {
        orders = await TestOrders.CreateAsync("lung");
        orders.WriteSource("lung");
        await File.WriteAllTextAsync(Path.Combine(orders.Raw.Sources, "lung", "people.csv"), $"id,age\nH1,41\n{Number},52\n");
        Assert.Null(await orders.BuildAsync(await orders.ApproveAsync("lung")));
        pseudonym = Parquet.Column(orders.Snapshots.Open("lung", 1)!, "people", "patient", "WHERE age = 52").Single()!;
        await orders.PersonAsync("provider", Role.DataProvider);
        await orders.PersonAsync("sven", Role.Steward);
        foreach (var custodian in new[] { "provider", "sven" })
        {
            Assert.Equal(0, (await RunAsync($"{Words} {custodian}\n{Words} {custodian}\n", "custodian", "add", "--by", custodian)).Code);
        }
    }

    public Task DisposeAsync()
    {
        orders.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Two_people_learn_once_who_stands_behind_a_pseudonym_and_no_file_or_record_holds_it()
    {
        var id = await RequestAsync();
        Assert.Contains($"{id}  requested  lung/v1  by provider", (await RunAsync("", "reidentify", "list")).Said, StringComparison.Ordinal);
        Assert.Equal(3, (await AsAsync("provider", "answer", id)).Code);
        Assert.Equal(3, (await AsAsync("provider", "approve", id)).Code);
        Assert.Equal(0, (await AsAsync("sven", "approve", id)).Code);
        Assert.Equal(3, (await AsAsync("sven", "answer", id)).Code);

        var (code, said, error) = await AsAsync("provider", "answer", id);

        Assert.True(code == 0, error);
        Assert.Equal($"Number {Number} of test-clinic. This is shown once.\n", said);
        var (again, saidAgain, _) = await AsAsync("provider", "answer", id);
        Assert.Equal((3, ""), (again, saidAgain));
        var source = Path.Combine(orders.Raw.Sources, "lung", "people.csv");
        foreach (var file in Directory.EnumerateFiles(orders.Data, "*", SearchOption.AllDirectories).Where(file => file != source))
        {
            Assert.True(!System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).Contains(Number, StringComparison.Ordinal), file);
        }

        Assert.Empty(Directory.GetFiles(orders.Raw.Reidentifications));
        Assert.Equal(
            [
                (AuditKinds.ReidentificationRequested, "done"), (AuditKinds.ReidentificationAnswered, "wrong-state"), (AuditKinds.ReidentificationApproved, "not-allowed"),
                (AuditKinds.ReidentificationApproved, "done"), (AuditKinds.ReidentificationAnswered, "not-allowed"), (AuditKinds.ReidentificationAnswered, "done"),
                (AuditKinds.ReidentificationAnswered, "wrong-state"),
            ],
            (await orders.AuditAsync()).TakeLast(7).Select(e => (e.Kind, e.Outcome)));
        await using var context = orders.Governance.Read();
        Assert.True((await AuditVerifier.VerifyAsync(context)).Valid);
    }

    [Fact]
    public async Task One_person_with_two_names_needs_two_passphrases()
    {
        var id = await RequestAsync();

        var (code, _, error) = await RunAsync($"{Words} provider\n", "reidentify", "approve", id, "--by", "sven");

        Assert.Equal(3, code);
        Assert.Contains("not the passphrase", error, StringComparison.Ordinal);
        Assert.Equal((AuditKinds.ReidentificationApproved, "not-proved"), (await orders.AuditAsync()) is [.., var last] ? (last.Kind, last.Outcome) : default);
    }

    [Fact]
    public async Task Pseudonym_of_nobody_is_answered_so()
    {
        var id = await RequestAsync(new string('b', 24));
        await AsAsync("sven", "approve", id);

        Assert.Equal("The source of this version holds nobody with this pseudonym (any more).\n", (await AsAsync("provider", "answer", id)).Said);
    }

    [Fact]
    public async Task Custodian_is_somebody_with_a_role_for_it_and_a_passphrase_of_twelve_characters()
    {
        await orders.PersonAsync("rosa", Role.Researcher);

        Assert.Equal(3, (await RunAsync($"{Words}\n{Words}\n", "custodian", "add", "--by", "rosa")).Code);
        Assert.Equal(3, (await RunAsync("short\nshort\n", "custodian", "add", "--by", "sven")).Code);
        Assert.Equal(3, (await RunAsync($"{Words}\nanother one of those\n", "custodian", "add", "--by", "sven")).Code);
        Assert.Equal(["provider.json", "sven.json"], Directory.GetFiles(orders.Raw.Custodians).Select(Path.GetFileName).Order());
        Assert.All(Directory.GetFiles(orders.Raw.Custodians), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    private async Task<string> RequestAsync(string? of = null)
    {
        var (code, said, error) = await RunAsync(
            $"{Words} provider\n{of ?? pseudonym}\n", "reidentify", "request", "--by", "provider", "--cohort", "lung", "--version", "1", "--reason", "incidental finding");
        Assert.True(code == 0, error);
        await using var context = orders.Governance.Read();
        var asked = Assert.Single(context.Reidentifications);
        Assert.Equal(ReidentificationState.Requested, asked.State);
        Assert.StartsWith(asked.Id.Value, said, StringComparison.Ordinal);
        return asked.Id.Value;
    }

    private Task<(int Code, string Said, string Error)> AsAsync(string who, string verb, string id) =>
        RunAsync($"{Words} {who}\n", "reidentify", verb, id, "--by", who);

    private Task<(int Code, string Said, string Error)> RunAsync(string input, params string[] arguments) =>
        RawProgram.RunAsync(input, [.. arguments, "--data", orders.Data]);
}
