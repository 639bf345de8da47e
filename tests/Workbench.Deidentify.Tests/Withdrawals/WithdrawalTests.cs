using System.Diagnostics;
using Workbench.Deidentify.Tests.Support;
using Workbench.Deidentify.Withdrawals;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Withdrawals;

namespace Workbench.Deidentify.Tests.Withdrawals;

/// <summary>The command as it is really started, with the number on its standard input as a script would hand it over.</summary>
public sealed class WithdrawalTests : IAsyncLifetime
{
    private const string Number = "HN-4711-77";
    private const string Rows = "id,age\nH1,41\nHN-4711-77,52\nH3,63\n";

    private TestOrders orders = null!;

    public async Task InitializeAsync()
    {
        orders = await TestOrders.CreateAsync("lung", "breast");
        await orders.PersonAsync("provider", Role.DataProvider);
        Deliver("lung", Rows);
        await BuildAsync("lung");
    }

    public Task DisposeAsync()
    {
        orders.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Withdrawn_patient_is_in_the_locked_version_and_not_in_the_new_one()
    {
        var (code, said, error) = await WithdrawAsync(Number);

        Assert.True(code == 0, error);
        Assert.Contains("Versions that hold the patient: lung/v1.", said, StringComparison.Ordinal);
        Assert.Equal([(1, SnapshotState.Locked, 3), (2, SnapshotState.Open, 2)], await VersionsAsync());
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(orders.Raw.Snapshots, "lung", "v1", "tables")));
        var (before, after) = (Patients("lung", 1), Patients("lung", 2));
        Assert.Equal((3, 2, 2), (before.Count, after.Count, before.Intersect(after).Count()));
        var withdrawal = await WithdrawalAsync();
        Assert.Equal((WithdrawalState.Completed, "provider", "lung/v1"), (withdrawal.State, withdrawal.RecordedBy, Assert.Single(withdrawal.Snapshots)));
        Assert.Empty(PendingWithdrawal.All(orders.Raw));
    }

    [Fact]
    public async Task Number_is_in_no_output_no_audit_and_no_file_but_the_source()
    {
        var (_, said, error) = await WithdrawAsync(Number);

        Assert.DoesNotContain(Number, said + error, StringComparison.Ordinal);
        var source = Path.Combine(orders.Raw.Sources, "lung", "people.csv");
        foreach (var file in Directory.EnumerateFiles(orders.Data, "*", SearchOption.AllDirectories).Where(file => file != source))
        {
            Assert.True(!System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(Number, StringComparison.Ordinal), file);
        }
    }

    [Fact]
    public async Task Later_delivery_of_the_same_patient_stays_out_of_every_cohort()
    {
        await WithdrawAsync(Number);
        Deliver("breast", Rows + "H4,70\n");
        await BuildAsync("breast");
        await BuildAsync("breast", "screening");

        Assert.Equal([3, 3], (await orders.RegisteredAsync()).Where(v => v.Version > 0 && v.Patients == 3 && v.State == SnapshotState.Open).Select(v => v.Patients));
        Assert.Equal(3, Patients("breast", 1).Count);
        Assert.Empty(Patients("breast", 1).Intersect(Patients("lung", 1).Except(Patients("lung", 2))));
    }

    [Fact]
    public async Task Every_cohort_project_and_version_with_the_patient_is_found_and_others_are_left_as_they_are()
    {
        await BuildAsync("lung");
        await BuildAsync("lung", "screening");
        Deliver("breast", "id,age\nH9,30\n");
        await BuildAsync("breast");

        var (code, said, error) = await WithdrawAsync(Number);

        Assert.True(code == 0, error);
        Assert.Contains("Versions that hold the patient: lung/v1, lung/v2, lung/v3.", said, StringComparison.Ordinal);
        var versions = (await orders.RegisteredAsync()).GroupBy(v => v.CohortId).Select(c => c.OrderBy(v => v.Version).Select(v => v.State).ToList()).OrderBy(c => c.Count).ToList();
        Assert.Equal([SnapshotState.Open], versions[0]);
        Assert.Equal([SnapshotState.Locked, SnapshotState.Locked, SnapshotState.Locked, SnapshotState.Open, SnapshotState.Open], versions[1]);
    }

    [Fact]
    public async Task Withdrawal_that_stopped_half_way_keeps_the_patient_locked_and_is_finished_by_another_run()
    {
        Deliver("lung", Rows + "H5,Zorabella\n");

        var (code, _, error) = await WithdrawAsync(Number);
        Assert.Equal(3, code);
        Assert.Contains("is not completed", error, StringComparison.Ordinal);
        Assert.Equal([(1, SnapshotState.Locked, 3)], await VersionsAsync());
        Assert.Equal(WithdrawalState.Locked, (await WithdrawalAsync()).State);

        Deliver("lung", Rows);
        Assert.Equal(0, (await RunAsync("", "withdraw", "--resume", "--by", "provider")).Code);
        Assert.Equal([(1, SnapshotState.Locked, 3), (2, SnapshotState.Open, 2)], await VersionsAsync());
        Assert.Equal(WithdrawalState.Completed, (await WithdrawalAsync()).State);
    }

    [Fact]
    public async Task Start_of_the_product_goes_on_with_a_withdrawal_that_stopped()
    {
        Deliver("lung", Rows + "H5,Zorabella\n");
        await WithdrawAsync(Number);
        Deliver("lung", Rows);

        Assert.Equal(0, (await RunAsync("", "build", "--all")).Code);
        Assert.Equal(WithdrawalState.Completed, (await WithdrawalAsync()).State);
    }

    [Fact]
    public async Task Same_patient_again_changes_nothing()
    {
        await WithdrawAsync(Number);
        var (code, said, _) = await WithdrawAsync(Number);

        Assert.Equal(0, code);
        Assert.Contains("was withdrawn before", said, StringComparison.Ordinal);
        Assert.Equal([(1, SnapshotState.Locked, 3), (2, SnapshotState.Open, 2)], await VersionsAsync());
        Assert.Single(File.ReadAllLines(Path.Combine(orders.Raw.Withdrawals, "list.tsv")));
        await WithdrawalAsync();
    }

    [Fact]
    public async Task Data_of_the_locked_versions_are_deleted_when_it_is_asked_for()
    {
        Assert.Equal(0, (await WithdrawAsync(Number, "--erase")).Code);

        Assert.False(Directory.Exists(Path.Combine(orders.Raw.Snapshots, "lung", "v1", "tables")));
        Assert.NotNull(orders.Snapshots.Open("lung", 1));
        Assert.Equal(0, (await WithdrawAsync(Number)).Code);
    }

    [Fact]
    public async Task Patient_of_an_earlier_key_is_found_under_it()
    {
        await orders.PersonAsync("sven", Role.Steward);
        Assert.Equal(0, (await RunAsync("", "key", "rotate", "--project", "survival", "--by", "sven", "--reason", "yearly")).Code);

        var (_, said, _) = await WithdrawAsync(Number);

        Assert.Contains("lung/v1, lung/v2.", said, StringComparison.Ordinal);
        Assert.Equal([(1, SnapshotState.Locked, 3), (2, SnapshotState.Locked, 3), (3, SnapshotState.Open, 2)], await VersionsAsync());
    }

    [Theory]
    [InlineData("researcher", "--yes", "for a data provider or steward")]
    [InlineData("provider", "--resume-not", "There is no option")]
    [InlineData("nobody", "--yes", "knows nobody of that name")]
    public async Task Withdrawal_by_somebody_who_may_not_changes_nothing(string by, string option, string expected)
    {
        await orders.PersonAsync("researcher", Role.Researcher);

        var (code, _, error) = await RunAsync(Number + "\n", "withdraw", "--by", by, option);

        Assert.NotEqual(0, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal([(1, SnapshotState.Open, 3)], await VersionsAsync());
        Assert.False(File.Exists(Path.Combine(orders.Raw.Withdrawals, "list.tsv")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zoë")]
    public async Task Number_that_no_source_could_have_is_refused_without_repeating_it(string number)
    {
        var (code, said, error) = await WithdrawAsync(number);

        Assert.Equal((3, "No source of this issuer could have such a number. Nothing was done.\n"), (code, error));
        Assert.Empty(said);
        Assert.Equal([(1, SnapshotState.Open, 3)], await VersionsAsync());
    }

    [Fact]
    public async Task Number_as_an_argument_is_refused_without_repeating_it()
    {
        var (code, said, error) = await RunAsync("", "withdraw", Number, "--by", "provider", "--yes");

        Assert.Equal(2, code);
        Assert.DoesNotContain(Number, said + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_confirmation_nothing_is_done()
    {
        Assert.Equal(3, (await RunAsync(Number + "\n", "withdraw", "--by", "provider")).Code);
        Assert.Equal([(1, SnapshotState.Open, 3)], await VersionsAsync());
    }

    [Fact]
    public async Task List_whose_key_is_gone_stops_every_build()
    {
        await WithdrawAsync(Number);
        File.Delete(Path.Combine(orders.Raw.Keys, "withdrawals.key"));

        Assert.Contains("nobody can tell who may not be in a snapshot", await orders.BuildAsync(await orders.ApproveAsync("lung")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_says_who_withdrew_and_what_was_locked_and_built()
    {
        var before = (await orders.AuditAsync()).Count;
        await WithdrawAsync(Number);

        Assert.Equal(
            [
                AuditKinds.WithdrawalRecorded, AuditKinds.SnapshotLocked, AuditKinds.WithdrawalLocked, AuditKinds.WithdrawalLocked,
                AuditKinds.RebuildOrdered, AuditKinds.OrderStarted, AuditKinds.OrderBuilt, AuditKinds.WithdrawalCompleted,
            ],
            (await orders.AuditAsync()).Skip(before).Select(e => e.Kind));
        await using var context = orders.Governance.Read();
        Assert.True((await AuditVerifier.VerifyAsync(context)).Valid);
    }

    private void Deliver(string source, string csv)
    {
        orders.WriteSource(source);
        File.WriteAllText(Path.Combine(orders.Raw.Sources, source, "people.csv"), csv);
    }

    private async Task BuildAsync(string source, string project = "survival") =>
        Assert.Null(await orders.BuildAsync(await orders.ApproveAsync(source, project: project)));

    private List<string?> Patients(string cohort, int version) => Parquet.Column(orders.Snapshots.Open(cohort, version)!, "people", "patient");

    private async Task<List<(int, SnapshotState, int)>> VersionsAsync() =>
        [.. (await orders.RegisteredAsync()).OrderBy(v => v.Version).Select(v => (v.Version, v.State, v.Patients))];

    private async Task<Withdrawal> WithdrawalAsync()
    {
        await using var context = orders.Governance.Read();
        return Assert.Single(context.Withdrawals);
    }

    private Task<(int Code, string Said, string Error)> WithdrawAsync(string number, params string[] more) =>
        RunAsync(number + "\n", ["withdraw", "--by", "provider", "--yes", .. more]);

    private Task<(int Code, string Said, string Error)> RunAsync(string input, params string[] arguments) =>
        RawProgram.RunAsync(input, [.. arguments, "--data", orders.Data]);
}
