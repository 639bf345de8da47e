using System.Net;
using System.Security.Cryptography;
using DuckDB.NET.Data;
using Workbench.Cohorts.Broker;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Tests.Broker;

/// <summary>Answers of some megabytes, which go into the socket past the web server.</summary>
public sealed class LargeTableTests : IAsyncLifetime
{
    private const string Values = "/v1/cohorts/wide/tables/values";

    private static readonly TestTable Table = new(
        "values",
        "SELECT 'p' || i AS patient, hash(i) / 3.0 AS a, hash(i + 1) / 3.0 AS b, 'secret-' || i AS secret FROM range(300000) r(i)",
        [
            TestTables.Column("patient", "VARCHAR", ColumnRoles.Key), TestTables.Column("a", "DOUBLE", ColumnRoles.Clinical),
            TestTables.Column("b", "DOUBLE", ColumnRoles.Clinical), TestTables.Column("secret", "VARCHAR", ColumnRoles.Sensitive),
        ]);

    private readonly BrokerWorld _world = new();

    private string File => Path.Combine(_world.SnapshotsFolder, "wide", "v1", "tables", "values.parquet");

    public async Task InitializeAsync()
    {
        await _world.InitializeAsync();
        await _world.CohortAsync("wide");
        await _world.SnapshotAsync("wide", 1, Table);
    }

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Table_that_the_permit_opens_whole_arrives_byte_for_byte_and_is_recorded()
    {
        var permit = await PermitAsync("patient,a,b,secret");
        for (var i = 0; i < 3; i++)
        {
            using var response = await _world.SendAsync(Values, BrokerContract.Parquet);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(BrokerContract.Parquet, response.Content.Headers.ContentType?.MediaType);
            Assert.True(response.Headers.CacheControl?.NoStore);
            Assert.Equal("wide/v1", response.Headers.GetValues(BrokerContract.SnapshotHeader).Single());
            Assert.Equal(permit.Id.Value, response.Headers.GetValues(BrokerContract.PermitHeader).Single());
            var body = await response.Content.ReadAsByteArrayAsync();
            Assert.Equal(SHA256.HashData(await System.IO.File.ReadAllBytesAsync(File)), SHA256.HashData(body));
            var last = await _world.LastEventAsync();
            Assert.Equal((AuditKinds.TableRead, AuditEvent.Done, "wide/v1"), (last.Kind, last.Outcome, last.Snapshot));
        }
    }

    [Theory]
    [InlineData("", "patient,a,b", 300_000)]
    [InlineData("?columns=a", "a", 300_000)]
    [InlineData("?columns=a,b&limit=200000", "a,b", 200_000)]
    public async Task Narrower_permit_gives_its_columns_and_nothing_else(string query, string columns, int rows)
    {
        await PermitAsync("patient,a,b");
        using var response = await _world.SendAsync(Values + query, BrokerContract.Parquet);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(body.Length > 1024 * 1024, "the answer is a large one");
        Assert.Equal(-1, body.AsSpan().IndexOf("secret"u8));
        Assert.Equal((columns, rows), await ShapeAsync(body));
    }

    [Fact]
    public async Task Revoked_permit_is_refused_at_the_next_call()
    {
        var permit = await PermitAsync("patient,a,b,secret");
        using (await _world.SendAsync(Values, BrokerContract.Parquet))
        {
            await _world.RevokeAsync(permit);
        }

        await _world.RefusedAsync(Values, HttpStatusCode.Forbidden, RefusalCodes.PermitRevoked, BrokerContract.Parquet);
    }

    [Fact]
    public async Task Reader_that_leaves_in_the_middle_keeps_nobody_waiting()
    {
        await _world.Broker.DisposeAsync();
        await using var broker = await _world.StartBrokerAsync(new BrokerOptions
        {
            SnapshotsFolder = _world.SnapshotsFolder, ScratchFolder = _world.ScratchFolder, CallsAtOncePerSession = 1, CallsPerSecondPerSession = 10_000,
        });
        await PermitAsync("patient,a,b,secret");

        // One call at a time is answered: each waits until the broker has noticed that the reader before it left.
        for (var i = 0; i < 5; i++)
        {
            using var leaving = BrokerWorld.Connect(_world.SocketPath);
            using var response = await AnsweredAsync(leaving, Values);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            await using var body = await response.Content.ReadAsStreamAsync();
            Assert.Equal(100, await body.ReadAtLeastAsync(new byte[100], 100));
        }

        using var next = BrokerWorld.Connect(_world.SocketPath);
        using var answer = await AnsweredAsync(next, "/v1/cohorts/wide");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Session_that_ends_gets_no_more_of_the_answer()
    {
        await PermitAsync("patient,a,b,secret");
        using var response = await _world.Client.GetAsync(Values, HttpCompletionOption.ResponseHeadersRead);
        await _world.Broker.StopListeningAsync(BrokerWorld.Session);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());
    }

    private Task<Permit> PermitAsync(string columns) => _world.PermitAsync(Level.Rows, cohort: "wide", table: "values", columns: columns);

    private static async Task<HttpResponseMessage> AnsweredAsync(HttpClient client, string address)
    {
        while (true)
        {
            var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return response;
            }

            response.Dispose();
        }
    }

    private async Task<(string Columns, int Rows)> ShapeAsync(byte[] parquet)
    {
        var file = Path.Combine(_world.ScratchFolder, "answer.parquet");
        await System.IO.File.WriteAllBytesAsync(file, parquet);
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT string_agg(name, ',') FROM parquet_schema('{file}') WHERE type IS NOT NULL";
        var columns = (string)(await command.ExecuteScalarAsync())!;
        command.CommandText = $"SELECT count(*)::INTEGER FROM '{file}'";
        return (columns, (int)(await command.ExecuteScalarAsync())!);
    }
}
