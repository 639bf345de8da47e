using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Withdrawals;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Governance.Withdrawals;

namespace Workbench.Deidentify.Commands;

/// <summary>
/// <c>withdraw --by NAME</c>: takes a patient out of all cohorts. The number is asked for; it is in no argument, no message, no log and no file.
/// </summary>
internal static class WithdrawCommand
{
    public static async Task<int> RunAsync(CommandLine line, string data, CancellationToken cancellation)
    {
        if (line.Words.Count > 1)
        {
            await Console.Error.WriteLineAsync("The patient's number is asked for, so that no list of processes and no shell history has it. Leave it out of the command, and out of that history.");
            return ExitCodes.Usage;
        }

        using var governance = GovernanceOfData.Open(data);
        if (governance is null || await GovernanceOfData.PersonAsync(line, governance, cancellation) is not { } actor)
        {
            return ExitCodes.Usage;
        }

        if (WithdrawalPermissions.MayRecord(actor) is not null)
        {
            var refused = await RecordWithdrawal.ExecuteAsync(governance, actor, TypedId.New<WithdrawalId>(governance.Clock), cancellation);
            return await RefuseAsync(GovernanceOfData.Words(refused.Refusal!));
        }

        var raw = new RawStore(data);
        raw.Create();
        var run = new WithdrawalRun(raw, governance, Console.WriteLine);
        return line["resume"] is null
            ? await BeginAsync(line, raw, governance, actor, run, cancellation)
            : await ResumeAsync(raw, run, cancellation) ? ExitCodes.Done : ExitCodes.Refused;
    }

    /// <summary>Goes on with every withdrawal that is not completed.</summary>
    /// <returns>Whether all of them are now.</returns>
    public static async Task<bool> ResumeAsync(RawStore raw, WithdrawalRun run, CancellationToken cancellation)
    {
        var all = true;
        foreach (var pending in PendingWithdrawal.All(raw))
        {
            all &= await CarryOutAsync(run, pending, cancellation);
        }

        return all;
    }

    private static async Task<int> BeginAsync(CommandLine line, RawStore raw, GovernanceStore governance, Actor actor, WithdrawalRun run, CancellationToken cancellation)
    {
        var issuers = PatientNumber.Issuers(raw);
        if ((line["issuer"] ?? (issuers.Count == 1 ? issuers[0] : null)) is not { } issuer || !issuers.Contains(issuer))
        {
            return await RefuseAsync(issuers.Count == 0
                ? "The raw store has no source whose rules can be read, so nobody knows what a number of it means."
                : $"A number means a patient only together with who gave it out: --issuer NAME. There are {string.Join(", ", issuers)}.");
        }

        var ids = PatientNumber.Spellings(raw, issuer, SecretInput.Read($"Number of the patient at {issuer} (it is not shown): "));
        if (ids.Count == 0)
        {
            return await RefuseAsync("No source of this issuer could have such a number. Nothing was done.");
        }

        if (WithdrawalList.Open(raw, out var list) is { } unusable)
        {
            return await RefuseAsync(unusable.ToString());
        }

        var known = ids.Select(id => list!.Find(issuer, id)).FirstOrDefault(found => found is not null);
        var withdrawal = known ?? TypedId.New<WithdrawalId>(governance.Clock);
        if (PendingWithdrawal.Of(raw, withdrawal, issuer, ids, line["erase"] is not null, out var pending) is { } keyless)
        {
            return await RefuseAsync(keyless.ToString());
        }

        var affected = await run.FindAsync(pending!, cancellation);
        Console.WriteLine(affected.Count == 0 ? "No version holds the patient." : $"Versions that hold the patient: {string.Join(", ", affected)}.");
        Console.WriteLine(known is null ? "No build will take the patient in any more." : $"The patient was withdrawn before ({known}).");
        if (line["yes"] is null && !SecretInput.Confirm("These versions are locked for everybody and built again without the patient. This cannot be undone.", "withdraw"))
        {
            await Console.Error.WriteLineAsync("Nothing was done. Where nobody sits at the terminal, --yes confirms it.");
            return ExitCodes.Refused;
        }

        // The list first: whatever happens from here on, no build takes the patient in.
        if (list!.Add(issuer, ids, withdrawal, governance.Clock.GetUtcNow()) is { } notWritten)
        {
            return await RefuseAsync(notWritten.ToString());
        }

        pending!.Save(raw);
        var recorded = await RecordWithdrawal.ExecuteAsync(governance, actor, withdrawal, cancellation);
        if (!recorded.Allowed)
        {
            return await RefuseAsync(GovernanceOfData.Words(recorded.Refusal));
        }

        return await CarryOutAsync(run, pending, cancellation) ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static async Task<bool> CarryOutAsync(WithdrawalRun run, PendingWithdrawal pending, CancellationToken cancellation)
    {
        if (await run.RunAsync(pending, cancellation) is { } left)
        {
            await Console.Error.WriteLineAsync($"{pending.Id} is not completed. {left}");
            return false;
        }

        Console.WriteLine($"{pending.Id} is completed.");
        return true;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return ExitCodes.Refused;
    }
}
