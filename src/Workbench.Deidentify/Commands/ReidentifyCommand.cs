using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workbench.Deidentify.Custodians;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Reidentifications;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Reidentifications;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Commands;

/// <summary>
/// <c>reidentify request | list | approve | decline | cancel | answer</c>: which patient stands behind a pseudonym, asked by one person and
/// approved by another. Each proves who they are by a passphrase that only the raw side can check, and the answer is written once, to the
/// terminal of the person who asked.
/// </summary>
internal static class ReidentifyCommand
{
    private const string Usage = """
        Write: reidentify request --by NAME --cohort NAME --version N --reason TEXT [--hours N]
               reidentify list
               reidentify approve | cancel | answer ID --by NAME
               reidentify decline ID --by NAME --reason TEXT
        """;

    private static readonly TimeSpan UsualTime = TimeSpan.FromHours(72);

    public static async Task<int> RunAsync(CommandLine line, string data, CancellationToken cancellation)
    {
        using var governance = GovernanceOfData.Open(data);
        if (governance is null)
        {
            return ExitCodes.Usage;
        }

        var raw = new RawStore(data);
        return line.Words switch
        {
            ["reidentify", "list"] => await ListAsync(governance, cancellation),
            ["reidentify", "request"] => await ActAsync(line, raw, governance, AuditKinds.ReidentificationRequested, actor => RequestAsync(line, raw, governance, actor, cancellation), cancellation),
            ["reidentify", "approve", var id] => await ActAsync(line, raw, governance, AuditKinds.ReidentificationApproved, actor => EndAsync(raw, DecideReidentification.ApproveAsync(governance, actor, new(id), cancellation), false), cancellation),
            ["reidentify", "decline", var id] => await ActAsync(line, raw, governance, AuditKinds.ReidentificationDeclined, actor => EndAsync(raw, DecideReidentification.DeclineAsync(governance, actor, new(id), line["reason"] ?? "", cancellation), true), cancellation),
            ["reidentify", "cancel", var id] => await ActAsync(line, raw, governance, AuditKinds.ReidentificationCancelled, actor => EndAsync(raw, DecideReidentification.CancelAsync(governance, actor, new(id), cancellation), true), cancellation),
            ["reidentify", "answer", var id] => await ActAsync(line, raw, governance, AuditKinds.ReidentificationAnswered, actor => AnswerAsync(raw, governance, actor, new(id), cancellation), cancellation),
            _ => await FailAsync(Usage, ExitCodes.Usage),
        };
    }

    private static async Task<int> ListAsync(GovernanceStore governance, CancellationToken cancellation)
    {
        var now = governance.Clock.GetUtcNow();
        await using var context = governance.Read();
        foreach (var one in await context.Reidentifications.Include(found => found.Cohort).OrderBy(found => found.RequestedAt).ToListAsync(cancellation))
        {
            var state = one.IsExpired(now) ? "expired" : one.State.ToString().ToLowerInvariant();
            Console.WriteLine($"{one.Id}  {state,-9}  {CohortSnapshot.Label(one.Cohort!.Name, one.Version)}  by {one.RequestedBy}, until {one.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {one.Reason}");
        }

        return ExitCodes.Done;
    }

    /// <summary>Lets somebody act who proved to be the person of <c>--by</c>; a failed proof is in the audit.</summary>
    private static async Task<int> ActAsync(
        CommandLine line, RawStore raw, GovernanceStore governance, string kind, Func<Actor, Task<int>> act, CancellationToken cancellation)
    {
        if (await GovernanceOfData.PersonAsync(line, governance, cancellation) is not { } actor)
        {
            return ExitCodes.Usage;
        }

        if (new CustodianStore(raw).Proves(actor.Name, SecretInput.Read($"Passphrase of {actor.Name} (it is not shown): ")))
        {
            return await act(actor);
        }

        var refusal = new Refusal(RefusalCodes.NotProved, "That is not the passphrase, or the person is no custodian.", NextStep: "A custodian is made by 'custodian add --by NAME'.");
        await governance.CommitAsync<bool>((_, _) => Task.FromResult(new Decision<bool>(refusal, new AuditDraft(kind, actor, "re-identification"))), cancellation);
        return await FailAsync(GovernanceOfData.Words(refusal));
    }

    private static async Task<int> RequestAsync(CommandLine line, RawStore raw, GovernanceStore governance, Actor actor, CancellationToken cancellation)
    {
        var hours = UsualTime.TotalHours;
        if (line["cohort"] is not { } cohort || !int.TryParse(line["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || (line["hours"] is { } typed && !double.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hours)))
        {
            return await FailAsync(Usage, ExitCodes.Usage);
        }

        var pseudonym = SecretInput.Read("Pseudonym of the patient (it is not shown): ");
        if (!AskedPseudonym.IsOne(pseudonym))
        {
            return await FailAsync("That is no pseudonym of this product: it has 24 lower-case letters. Nothing was done.");
        }

        var id = TypedId.New<ReidentificationId>(governance.Clock);
        AskedPseudonym.Save(raw, id, pseudonym);
        var asked = await RequestReidentification.ExecuteAsync(
            governance, actor, id, cohort, version, AskedPseudonym.Sha256(pseudonym), line["reason"] ?? "", TimeSpan.FromHours(Math.Min(hours, 10_000)), cancellation);
        if (!asked.Allowed)
        {
            AskedPseudonym.Delete(raw, id);
            return await FailAsync(GovernanceOfData.Words(asked.Refusal));
        }

        Console.WriteLine($"{id} waits for a steward until {asked.Value.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
        return ExitCodes.Done;
    }

    private static async Task<int> EndAsync(RawStore raw, Task<Outcome<Reidentification>> change, bool isOver)
    {
        var outcome = await change;
        if (!outcome.Allowed)
        {
            return await FailAsync(GovernanceOfData.Words(outcome.Refusal));
        }

        if (isOver)
        {
            AskedPseudonym.Delete(raw, outcome.Value.Id);
        }

        Console.WriteLine($"{outcome.Value.Id} is {outcome.Value.State.ToString().ToLowerInvariant()}.");
        return ExitCodes.Done;
    }

    private static async Task<int> AnswerAsync(RawStore raw, GovernanceStore governance, Actor actor, ReidentificationId id, CancellationToken cancellation)
    {
        await using var context = governance.Read();
        var asked = await context.Reidentifications.Include(one => one.Cohort).SingleOrDefaultAsync(one => one.Id == id, cancellation);
        if (asked is null || DecideReidentification.Check(actor, ReidentificationCommand.Answer, asked, governance.Clock.GetUtcNow()) is not null)
        {
            // Decided and recorded by the use case, before anything of the raw store is opened.
            return await EndAsync(raw, DecideReidentification.AnswerAsync(governance, actor, id, isFound: false, cancellation), false);
        }

        var version = await context.Snapshots.SingleAsync(one => one.CohortId == asked.CohortId && one.Version == asked.Version, cancellation);
        var order = await context.Orders.SingleAsync(one => one.Id == version.OrderId, cancellation);
        if (AskedPseudonym.Find(raw, asked) is not { } pseudonym)
        {
            return await FailAsync("The pseudonym that was asked about is gone from the raw side. Ask again.");
        }

        if (PseudonymSearch.Find(raw, version, order, pseudonym, out var found, cancellation) is { } unreadable)
        {
            return await FailAsync(unreadable.ToString());
        }

        var answered = await DecideReidentification.AnswerAsync(governance, actor, id, found is not null, cancellation);
        if (!answered.Allowed)
        {
            return await FailAsync(GovernanceOfData.Words(answered.Refusal));
        }

        AskedPseudonym.Delete(raw, id);
        Console.WriteLine(found is null
            ? "The source of this version holds nobody with this pseudonym (any more)."
            : $"Number {found.Number} of {found.Issuer}. This is shown once.");
        return ExitCodes.Done;
    }

    private static async Task<int> FailAsync(string why, int code = ExitCodes.Refused)
    {
        await Console.Error.WriteLineAsync(why);
        return code;
    }
}
