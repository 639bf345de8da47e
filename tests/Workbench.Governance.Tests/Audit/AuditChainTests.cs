using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;

namespace Workbench.Governance.Tests.Audit;

/// <summary>Somebody with the database file in hand changes the audit; the verifier tells, and where.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private const string DropTriggers = "DROP TRIGGER audit_refuses_update; DROP TRIGGER audit_refuses_delete";

    private readonly GovernanceWorld _world = new();

    public async Task InitializeAsync()
    {
        await _world.InitializeAsync();
        await _world.PermitAsync();
    }

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Untouched_chain_is_valid_to_its_end()
    {
        var verdict = await _world.VerifyAsync();
        Assert.Null(verdict.Fault);
        Assert.True(verdict.VerifiedTo > 10);
        Assert.Equal((verdict.Total, verdict.Total), (verdict.VerifiedTo, (await _world.LastEventAsync()).Sequence));
        Assert.True((await _world.VerifyAsync(verdict.End)).Valid);
    }

    [Theory]
    [InlineData("UPDATE AuditEvents SET Person = 'nobody' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET At = At + 1 WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Kind = 'cohort-opened' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Subject = Subject || ' ' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Cohort = 'lung' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Cohort = '' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Permit = 'pmt_x' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Snapshot = 'lung/v9' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Outcome = 'no-permit' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Details = '{\"roles\":\"steward\"}' WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET PreviousHash = Hash WHERE Sequence = 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Hash = PreviousHash WHERE Sequence = 5", 5, "changed")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence = 5", 5, "removed")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence IN (5, 6)", 5, "Events 5 to 6 were removed")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence = 1", 1, "removed")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence = 5; UPDATE AuditEvents SET Sequence = Sequence - 1 WHERE Sequence > 5", 5, "changed")]
    [InlineData("UPDATE AuditEvents SET Sequence = -1 WHERE Sequence = 5; UPDATE AuditEvents SET Sequence = 5 WHERE Sequence = 6; UPDATE AuditEvents SET Sequence = 6 WHERE Sequence = -1", 5, "changed")]
    [InlineData("INSERT INTO AuditEvents SELECT 0, At, Person, Kind, Subject, Cohort, Permit, Snapshot, Outcome, Details, PreviousHash, Hash FROM AuditEvents WHERE Sequence = 5", 0, "inserted")]
    [InlineData("UPDATE AuditHead SET Sequence = Sequence - 1", 0, "end")]
    [InlineData("UPDATE AuditHead SET Hash = 'x'", 0, "end")]
    [InlineData("DELETE FROM AuditHead", 0, "end was removed")]
    [InlineData("DELETE FROM AuditEvents", 1, "cut off the end")]
    public async Task Tampering_is_found_at_the_event_where_it_happened(string sql, long sequence, string what)
    {
        await _world.SqlAsync(DropTriggers, sql);
        var verdict = await _world.VerifyAsync();
        Assert.False(verdict.Valid);
        Assert.Contains(what, verdict.Fault!.What, StringComparison.Ordinal);
        if (sequence > 0)
        {
            Assert.Equal(sequence, verdict.Fault.Sequence);
            Assert.Equal(sequence - 1, verdict.VerifiedTo);
        }
    }

    [Fact]
    public async Task Tail_that_was_cut_off_is_found_by_the_head_record()
    {
        var last = (await _world.LastEventAsync()).Sequence;
        await _world.SqlAsync(DropTriggers, $"DELETE FROM AuditEvents WHERE Sequence > {last - 3}");
        var verdict = await _world.VerifyAsync();
        Assert.Equal((last - 2, $"Events {last - 2} to {last} were cut off the end."), (verdict.Fault!.Sequence, verdict.Fault.What));
        Assert.Equal(last - 3, verdict.VerifiedTo);
    }

    [Fact]
    public async Task Event_that_was_forged_with_a_right_hash_does_not_fit_its_neighbours()
    {
        await using var context = _world.Store.Read();
        var real = await context.AuditEvents.SingleAsync(one => one.Sequence == 5);
        var forged = new AuditEvent
        {
            Sequence = 5, At = real.At, Person = "nobody", Kind = real.Kind, Subject = real.Subject, Cohort = real.Cohort,
            Outcome = real.Outcome, Details = real.Details, PreviousHash = real.PreviousHash, Hash = "",
        };
        await _world.SqlAsync(DropTriggers, $"UPDATE AuditEvents SET Person = 'nobody', Hash = '{AuditChain.HashOf(forged)}' WHERE Sequence = 5");
        Assert.Equal(6, (await _world.VerifyAsync()).Fault!.Sequence);
    }

    [Fact]
    public async Task Chain_that_was_written_anew_is_found_by_an_anchor_that_was_noted_down()
    {
        var anchor = (await _world.VerifyAsync()).End!;
        await using (var context = _world.Store.Read())
        {
            var sql = new List<string> { DropTriggers };
            var hash = AuditChain.Origin;
            foreach (var real in await context.AuditEvents.OrderBy(one => one.Sequence).ToListAsync())
            {
                var forged = new AuditEvent
                {
                    Sequence = real.Sequence, At = real.At, Person = "nobody", Kind = real.Kind, Subject = real.Subject, Cohort = real.Cohort,
                    Permit = real.Permit, Snapshot = real.Snapshot, Outcome = real.Outcome, Details = real.Details, PreviousHash = hash, Hash = "",
                };
                var next = AuditChain.HashOf(forged);
                sql.Add($"UPDATE AuditEvents SET Person = 'nobody', PreviousHash = '{hash}', Hash = '{next}' WHERE Sequence = {real.Sequence}");
                hash = next;
            }

            sql.Add($"UPDATE AuditHead SET Hash = '{hash}'");
            await _world.SqlAsync([.. sql]);
        }

        Assert.True((await _world.VerifyAsync()).Valid);
        var verdict = await _world.VerifyAsync(anchor);
        Assert.Equal(anchor.Sequence, verdict.Fault!.Sequence);
    }

    [Fact]
    public async Task Anchor_beyond_the_end_is_found()
    {
        var end = (await _world.VerifyAsync()).End!;
        Assert.False((await _world.VerifyAsync(new AuditAnchor(end.Sequence + 1, end.Hash))).Valid);
    }

    [Theory]
    [InlineData("UPDATE AuditEvents SET Person = 'nobody'")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence = 5")]
    public async Task Database_itself_refuses_to_change_events(string sql)
    {
        await Assert.ThrowsAsync<SqliteException>(() => _world.SqlAsync(sql));
        Assert.True((await _world.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Program_that_changes_an_event_is_stopped()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Store.CommitAsync<bool>(async (context, cancellation) =>
        {
            context.AuditEvents.Remove(await context.AuditEvents.SingleAsync(one => one.Sequence == 5, cancellation));
            return new(true, new AuditDraft(AuditKinds.CohortAdded, Actor.Server, "x"));
        }));
        Assert.True((await _world.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Change_whose_audit_cannot_be_written_does_not_happen()
    {
        await _world.SqlAsync("CREATE TRIGGER full BEFORE INSERT ON AuditEvents BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        await Assert.ThrowsAsync<DbUpdateException>(() => _world.PersonAsync("late", Workbench.Governance.People.Role.Steward));
        await using var context = _world.Store.Read();
        Assert.False(await context.People.AnyAsync(one => one.Name == "late"));
    }

    [Fact]
    public void Hash_of_an_event_is_the_same_on_every_machine_for_ever()
    {
        var one = new AuditEvent
        {
            Sequence = 7, At = new DateTimeOffset(2026, 3, 1, 13, 0, 0, 123, TimeSpan.FromHours(1)), Person = "rosa", Kind = "table-read",
            Subject = "table \"patients\" \u00e9", Cohort = "lung", Permit = null, Snapshot = "lung/v1", Outcome = "done",
            Details = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }, PreviousHash = AuditChain.Origin, Hash = "",
        };

        // sha256sum of: {"sequence":7,"at":"2026-03-01T12:00:00.123Z","person":"rosa","kind":"table-read",
        // "subject":"table \u0022patients\u0022 \u00E9","cohort":"lung","permit":null,"snapshot":"lung/v1",
        // "outcome":"done","details":{"a":"1","b":"2"},"previous":"000…"} without line breaks.
        Assert.Equal("583c82b8c6ea6010760b54780d02652eb2b239c09ae99eb6aa9a2a7ed58a3569", AuditChain.HashOf(one));
    }
}
