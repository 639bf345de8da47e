using System.Net;
using System.Text.Json;
using DuckDB.NET.Data;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.People;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Tests.Broker;

public sealed class ReadTableTests : IAsyncLifetime
{
    private const string Patients = "/v1/cohorts/lung/tables/patients";

    private readonly BrokerWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Rows_without_a_permit_are_refused()
    {
        var refusal = await _world.RefusedAsync(Patients, HttpStatusCode.Forbidden, RefusalCodes.NoPermit);
        Assert.Null(refusal.Clause);
        Assert.NotNull(refusal.NextStep);
    }

    [Fact]
    public async Task Rows_under_a_permit_hold_its_columns_and_nothing_else()
    {
        var permit = await _world.PermitAsync(Level.Rows);
        using var response = await _world.SendAsync(Patients, BrokerContract.Csv);
        var lines = (await response.Content.ReadAsStringAsync()).Trim().Split('\n');
        Assert.Equal("patient,age,sex,ph.ecog,note", lines[0].Trim());
        Assert.Equal(101, lines.Length);
        Assert.Equal("lung/v1", response.Headers.GetValues(BrokerContract.SnapshotHeader).Single());
        Assert.Equal(permit.Id.Value, response.Headers.GetValues(BrokerContract.PermitHeader).Single());
        Assert.DoesNotContain("secret", string.Concat(lines), StringComparison.Ordinal);
        var last = await _world.LastEventAsync();
        Assert.Equal((AuditKinds.TableRead, AuditEvent.Done, permit.Id.Value, "lung/v1"), (last.Kind, last.Outcome, last.Permit, last.Snapshot));
        Assert.Equal("patient, age, sex, ph.ecog, note", last.Details["columns"]);
    }

    [Fact]
    public async Task Rows_after_revocation_are_refused_at_the_next_call_with_the_clause()
    {
        var permit = await _world.PermitAsync(Level.Rows);
        await _world.CsvAsync(Patients);
        await _world.RevokeAsync(permit);
        var refusal = await _world.RefusedAsync(Patients, HttpStatusCode.Forbidden, RefusalCodes.PermitRevoked);
        Assert.Equal((permit.Id.Value, PermitClauses.Revocation), (refusal.Clause!.Permit, refusal.Clause.Number));
        Assert.Contains("The trial ended", refusal.Clause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_after_expiry_are_refused_from_that_moment_on()
    {
        await _world.PermitAsync(Level.Rows, lasts: TimeSpan.FromHours(1));
        _world.Clock.Move(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        await _world.CsvAsync(Patients);
        _world.Clock.Move(TimeSpan.FromMilliseconds(1));
        var refusal = await _world.RefusedAsync(Patients, HttpStatusCode.Forbidden, RefusalCodes.PermitExpired);
        Assert.Equal(PermitClauses.Expiry, refusal.Clause!.Number);
    }

    [Theory]
    [InlineData("?columns=secret", RefusalCodes.ColumnNotPermitted, PermitClauses.Columns)]
    [InlineData("?columns=age,secret", RefusalCodes.ColumnNotPermitted, PermitClauses.Columns)]
    [InlineData("?columns=AGE", RefusalCodes.ColumnNotPermitted, PermitClauses.Columns)]
    [InlineData("?columns=no-such-column", RefusalCodes.ColumnNotPermitted, PermitClauses.Columns)]
    [InlineData("?columns=age&filter=secret%20%3D%20'x'", RefusalCodes.ColumnNotPermitted, PermitClauses.Columns)]
    [InlineData("?columns=*", RefusalCodes.ColumnNotPermitted, PermitClauses.Columns)]
    [InlineData("?columns=age%22%20FROM%20x--", RefusalCodes.ColumnNotPermitted, PermitClauses.Columns)]
    [InlineData("?version=2", RefusalCodes.VersionNotPermitted, PermitClauses.Cohort)]
    public async Task Rows_beyond_the_permit_are_refused_by_its_clause(string query, string code, int clause)
    {
        await _world.PermitAsync(Level.Rows, toVersion: 1);
        var refusal = await _world.RefusedAsync(Patients + query, HttpStatusCode.Forbidden, code);
        Assert.Equal(clause, refusal.Clause!.Number);
    }

    [Fact]
    public async Task Table_outside_the_permit_is_refused()
    {
        await _world.PermitAsync(Level.Rows);
        await _world.RefusedAsync("/v1/cohorts/lung/tables/visits", HttpStatusCode.Forbidden, RefusalCodes.TableNotPermitted);
        await _world.RefusedAsync("/v1/cohorts/breast/tables/patients", HttpStatusCode.Forbidden, RefusalCodes.NoPermit);
        await _world.RefusedAsync("/v1/cohorts/nothing/tables/patients", HttpStatusCode.NotFound, RefusalCodes.CohortUnknown);
    }

    [Fact]
    public async Task Level_aggregate_gives_no_rows()
    {
        await _world.PermitAsync(Level.Aggregate);
        var refusal = await _world.RefusedAsync(Patients, HttpStatusCode.Forbidden, RefusalCodes.LevelTooLow);
        Assert.Equal(PermitClauses.Level, refusal.Clause!.Number);
    }

    [Fact]
    public async Task Person_who_left_the_project_or_is_not_active_gets_nothing()
    {
        await _world.PermitAsync(Level.Rows);
        BrokerWorld.Expect(await ChangeMembers.RemoveAsync(_world.Store, _world.Admin, "trial", "rosa"));
        await _world.RefusedAsync(Patients, HttpStatusCode.Forbidden, RefusalCodes.NotAMember);
        BrokerWorld.Expect(await ChangeMembers.AddAsync(_world.Store, _world.Admin, "trial", "rosa"));
        await _world.CsvAsync(Patients);
        BrokerWorld.Expect(await ChangePerson.ExecuteAsync(_world.Store, _world.Admin, "rosa", null, active: false));
        await _world.RefusedAsync(Patients, HttpStatusCode.Forbidden, RefusalCodes.PersonInactive);
        await _world.RefusedAsync("/v1/cohorts", HttpStatusCode.Forbidden, RefusalCodes.PersonInactive);
    }

    [Theory]
    [InlineData("age >= 75", 10)]
    [InlineData("age BETWEEN 30 AND 31 AND sex = 'f'", 4)]
    [InlineData("\"ph.ecog\" IS NULL", 5)]
    [InlineData("ph.ecog = 1 OR NOT (age < 79)", 32)]
    [InlineData("sex IN ('m', 'x')", 40)]
    [InlineData("note LIKE 'note%' AND NOT note LIKE '%99%'", 98)]
    [InlineData("Age + 1 = 31.0", 2)]
    [InlineData("note = 'note ''12'''", 1)]
    [InlineData("abs(age - 50) <= 1", 6)]
    [InlineData("CAST(note AS INTEGER) = 7", 1)]
    public async Task Own_filter_is_applied(string filter, int rows)
    {
        await _world.PermitAsync(Level.Rows);
        var csv = await _world.CsvAsync($"{Patients}?columns=patient&filter={Uri.EscapeDataString(filter)}");
        Assert.Equal(rows, csv.Trim().Split('\n').Length - 1);
        Assert.True((await _world.LastEventAsync()).Details.ContainsKey("filterColumns"));
    }

    [Fact]
    public async Task Filter_on_a_date_column_is_applied()
    {
        await _world.PermitAsync(Level.Rows, columns: "patient,diagnosed");
        var csv = await _world.CsvAsync($"{Patients}?filter={Uri.EscapeDataString("diagnosed >= DATE '2020-01-11' AND diagnosed < DATE '2020-01-11' + INTERVAL '7' DAY")}");
        Assert.Equal(8, csv.Trim().Split('\n').Length);
    }

    [Fact]
    public async Task Row_filter_of_the_permit_holds_whatever_is_asked()
    {
        await _world.PermitAsync(Level.Rows, rowFilter: "secret <> 'secret-7' AND age < 40");
        var all = await _world.CsvAsync($"{Patients}?columns=patient,age");
        Assert.Equal(19, all.Trim().Split('\n').Length - 1);
        Assert.DoesNotContain("p007", all, StringComparison.Ordinal);
        foreach (var filter in new[] { "age < 100", "TRUE", "age < 100 OR TRUE", "patient = 'p007' OR age > 0" })
        {
            Assert.Equal(all, await _world.CsvAsync($"{Patients}?columns=patient,age&filter={Uri.EscapeDataString(filter)}"));
        }

        Assert.Equal("patient", (await _world.CsvAsync($"{Patients}?columns=patient&filter={Uri.EscapeDataString("patient = 'p007'")}")).Trim());
    }

    [Fact]
    public async Task Own_filter_that_fails_on_a_hidden_row_tells_nothing_about_it()
    {
        // The note of p007 is the only one that is a number: a comparison that fails on all others must not even look at them.
        await _world.PermitAsync(Level.Rows, rowFilter: "patient = 'p007'");
        var csv = await _world.CsvAsync($"{Patients}?columns=patient&filter={Uri.EscapeDataString("note = 7")}");
        Assert.Equal("patient\np007", csv.Trim());
    }

    [Fact]
    public async Task Filter_of_the_wrong_type_is_refused_without_a_value()
    {
        await _world.PermitAsync(Level.Rows);
        var refusal = await _world.RefusedAsync($"{Patients}?filter={Uri.EscapeDataString("note = 7")}", HttpStatusCode.BadRequest, RefusalCodes.FilterRefused);
        Assert.DoesNotContain("note '", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unusable_row_filter_of_the_permit_lets_nothing_through()
    {
        await _world.PermitAsync(Level.Rows, rowFilter: "column_of_another_version = 1");
        var refusal = await _world.RefusedAsync(Patients, HttpStatusCode.BadRequest, RefusalCodes.FilterRefused);
        Assert.Equal(PermitClauses.Rows, refusal.Clause!.Number);
    }

    [Theory]
    [InlineData(null, BrokerContract.Parquet)]
    [InlineData("*/*", BrokerContract.Parquet)]
    [InlineData("application/vnd.apache.parquet", BrokerContract.Parquet)]
    [InlineData("text/csv", BrokerContract.Csv)]
    [InlineData("text/*", BrokerContract.Csv)]
    [InlineData("application/json", BrokerContract.Json)]
    [InlineData("application/json;q=0.5, text/csv", BrokerContract.Csv)]
    public async Task Rows_go_out_in_the_wanted_format(string? accept, string type)
    {
        await _world.PermitAsync(Level.Rows);
        using var response = await _world.SendAsync($"{Patients}?limit=2&columns=age,patient", accept);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        switch (type)
        {
            case BrokerContract.Csv:
                Assert.Equal("age,patient\n30,p000\n31,p001\n", System.Text.Encoding.UTF8.GetString(body).ReplaceLineEndings("\n"));
                break;
            case BrokerContract.Json:
                using (var json = JsonDocument.Parse(body))
                {
                    Assert.Equal(2, json.RootElement.GetArrayLength());
                    Assert.Equal(31, json.RootElement[1].GetProperty("age").GetInt32());
                }

                break;
            default:
                Assert.Equal([("age", "BIGINT"), ("patient", "VARCHAR")], ParquetSchema(body));
                break;
        }
    }

    [Fact]
    public async Task Unknown_format_is_refused() =>
        await _world.RefusedAsync(Patients, HttpStatusCode.NotAcceptable, "not-acceptable", "image/png");

    [Fact]
    public async Task Whole_table_is_the_snapshots_own_file_byte_for_byte()
    {
        await _world.PermitAsync(Level.Rows, columns: "patient,age,sex,ph.ecog,stage,diagnosed,note,secret");
        using var response = await _world.SendAsync(Patients);
        var file = await File.ReadAllBytesAsync(Path.Combine(_world.SnapshotsFolder, "lung/v1/tables/patients.parquet"));
        Assert.Equal(file, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Damaged_file_is_not_served()
    {
        await _world.PermitAsync(Level.Rows, columns: "patient,age,sex,ph.ecog,stage,diagnosed,note,secret");
        var file = Path.Combine(_world.SnapshotsFolder, "lung/v1/tables/patients.parquet");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await _world.RefusedAsync(Patients, HttpStatusCode.NotFound, RefusalCodes.SnapshotMissing);
    }

    [Fact]
    public async Task File_that_changed_after_it_was_verified_is_not_served()
    {
        await _world.PermitAsync(Level.Rows);
        await _world.CsvAsync(Patients);
        var file = Path.Combine(_world.SnapshotsFolder, "lung/v1/tables/patients.parquet");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        await _world.RefusedAsync(Patients, HttpStatusCode.NotFound, RefusalCodes.SnapshotMissing);
    }

    [Fact]
    public async Task Newest_permitted_version_answers_and_versions_outside_are_refused()
    {
        await _world.PermitAsync(Level.Rows, toVersion: 2);
        await _world.SnapshotAsync("lung", 2, TestTables.Patients with { Select = $"SELECT * FROM ({TestTables.Patients.Select}) LIMIT 50" }, TestTables.Visits);
        await _world.SnapshotAsync("lung", 3, TestTables.Patients, TestTables.Visits);
        Assert.Equal(51, (await _world.CsvAsync(Patients)).Trim().Split('\n').Length);
        Assert.Equal(101, (await _world.CsvAsync(Patients + "?version=1")).Trim().Split('\n').Length);
        await _world.RefusedAsync(Patients + "?version=3", HttpStatusCode.Forbidden, RefusalCodes.VersionNotPermitted);
    }

    [Fact]
    public async Task Nothing_is_left_in_the_scratch_folder()
    {
        await _world.PermitAsync(Level.Rows, rowFilter: "age < 40");
        await _world.CsvAsync(Patients + "?filter=age%20%3E%2030");
        using (await _world.SendAsync(Patients + "?filter=note%20%3D%207"))
        {
        }

        Assert.Empty(Directory.GetFileSystemEntries(_world.ScratchFolder));
    }

    [Fact]
    public async Task Audit_that_cannot_be_written_lets_nothing_out()
    {
        await _world.PermitAsync(Level.Rows);
        await using (var context = _world.Store.Read())
        {
            await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                context.Database, "CREATE TRIGGER full BEFORE INSERT ON \"AuditEvents\" BEGIN SELECT RAISE(ABORT, 'disk full'); END;");
        }

        using var response = await _world.SendAsync(Patients, BrokerContract.Csv);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("p000", body, StringComparison.Ordinal);
    }

    private static List<(string, string)> ParquetSchema(byte[] parquet)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, parquet);
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('{file}'))";
            using var reader = command.ExecuteReader();
            var columns = new List<(string, string)>();
            while (reader.Read())
            {
                columns.Add((reader.GetString(0), reader.GetString(1)));
            }

            return columns;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
