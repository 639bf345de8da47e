using System.Reflection;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;

namespace Workbench.Governance.Tests.Audit;

public sealed class FindAuditEventsTests : IAsyncLifetime
{
    private readonly GovernanceWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Events_are_found_by_person_kind_cohort_and_time_in_pages()
    {
        var start = _world.Clock.GetUtcNow();
        _world.Clock.Move(TimeSpan.FromHours(1));
        for (var i = 0; i < 5; i++)
        {
            await _world.Store.RecordAsync(new AuditDraft(AuditKinds.TableRead, _world.Actors["researcher"], $"table t{i}") { Cohort = "lung" });
            _world.Clock.Move(TimeSpan.FromMinutes(1));
        }

        await using var context = _world.Store.Read();
        var all = await FindAuditEvents.PageAsync(context, new AuditQuery { Person = "researcher", Kind = AuditKinds.TableRead, Cohort = "lung", Limit = 2 });
        Assert.Equal(5, all.Total);
        Assert.Equal(["table t4", "table t3"], all.Events.Select(one => one.Subject));
        var next = await FindAuditEvents.PageAsync(context, new AuditQuery { Person = "researcher", Before = all.Events[1].Sequence, Limit = 2 });
        Assert.Equal(["table t2", "table t1"], next.Events.Select(one => one.Subject));
        var timed = await FindAuditEvents.PageAsync(context, new AuditQuery { From = start.AddMinutes(61), To = start.AddMinutes(63) });
        Assert.Equal(["table t2", "table t1"], timed.Events.Select(one => one.Subject));
        Assert.Empty((await FindAuditEvents.PageAsync(context, new AuditQuery { Cohort = "breast" })).Events);
        Assert.Single((await FindAuditEvents.PageAsync(context, new AuditQuery { Limit = -5 })).Events);
    }

    [Fact]
    public void Every_kind_has_its_own_sentence()
    {
        foreach (var field in typeof(AuditKinds).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var kind = (string)field.GetValue(null)!;
            var done = AuditSentences.Render(Event(kind, AuditEvent.Done));
            Assert.StartsWith("rosa ", done, StringComparison.Ordinal);
            Assert.EndsWith(".", done, StringComparison.Ordinal);
            Assert.True(kind == AuditKinds.BrokerCallRefused || !done.Contains($"\"{kind}\"", StringComparison.Ordinal), $"{kind}: {done}");
            Assert.EndsWith("; refused (no-permit).", AuditSentences.Render(Event(kind, "no-permit")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_is_told_with_its_columns_and_the_columns_it_was_filtered_by() => Assert.Equal(
        "rosa read table patients of lung/v3 (age, sex), filtered by stage.", AuditSentences.Render(Event(AuditKinds.TableRead, AuditEvent.Done)));

    private static AuditEvent Event(string kind, string outcome) => new()
    {
        Sequence = 1, At = default, Person = "rosa", Kind = kind, Subject = "table patients", Cohort = "lung", Snapshot = "lung/v3", Outcome = outcome,
        Details = new Dictionary<string, string> { ["columns"] = "age, sex", ["filterColumns"] = "stage" }, PreviousHash = "", Hash = "",
    };
}
