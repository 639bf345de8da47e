using Workbench.Deidentify.Custodians;
using Workbench.Deidentify.Orders;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Reidentifications;
using Workbench.Governance.Storage;

namespace Workbench.Deidentify.Commands;

/// <summary><c>custodian add --by NAME</c>, <c>custodian remove --by NAME</c>: who can prove on the raw side to be that person.</summary>
internal static class CustodianCommand
{
    public static async Task<int> RunAsync(CommandLine line, string data, CancellationToken cancellation)
    {
        if (line.Words is not ["custodian", "add" or "remove"])
        {
            await Console.Error.WriteLineAsync("Write: custodian add --by NAME, or custodian remove --by NAME.");
            return ExitCodes.Usage;
        }

        using var governance = GovernanceOfData.Open(data);
        if (governance is null || await GovernanceOfData.PersonAsync(line, governance, cancellation) is not { } person)
        {
            return ExitCodes.Usage;
        }

        var raw = new RawStore(data);
        raw.Create();
        var store = new CustodianStore(raw);
        return line.Words[1] == "add"
            ? await AddAsync(store, governance, person, cancellation)
            : await RemoveAsync(store, governance, person, cancellation);
    }

    private static async Task<int> AddAsync(CustodianStore store, GovernanceStore governance, Actor person, CancellationToken cancellation)
    {
        if (ReidentificationPermissions.MayRequest(person) is { } forbidden)
        {
            await RecordAsync(governance, AuditKinds.CustodianAdded, person, forbidden, cancellation);
            await Console.Error.WriteLineAsync($"A custodian is a data provider, clinician or steward; {person.Name} is none.");
            return ExitCodes.Refused;
        }

        var passphrase = SecretInput.Read($"New passphrase of {person.Name} (it is not shown): ");
        if (passphrase.Length < CustodianStore.ShortestPassphrase || SecretInput.Read("The same once more: ") != passphrase)
        {
            await Console.Error.WriteLineAsync($"The two are not the same, or shorter than {CustodianStore.ShortestPassphrase} characters. Nothing was changed.");
            return ExitCodes.Refused;
        }

        // The record first: a custodian whom the audit does not know cannot be.
        await RecordAsync(governance, AuditKinds.CustodianAdded, person, null, cancellation);
        store.Save(person.Name, passphrase);
        Console.WriteLine($"{person.Name} is a custodian of the raw side.");
        return ExitCodes.Done;
    }

    private static async Task<int> RemoveAsync(CustodianStore store, GovernanceStore governance, Actor person, CancellationToken cancellation)
    {
        if (!store.Remove(person.Name))
        {
            await Console.Error.WriteLineAsync($"{person.Name} is no custodian.");
            return ExitCodes.Refused;
        }

        await RecordAsync(governance, AuditKinds.CustodianRemoved, person, null, cancellation);
        Console.WriteLine($"{person.Name} is no custodian any more.");
        return ExitCodes.Done;
    }

    // Who typed it is whoever may work on the host; that is all that can be known here.
    private static Task RecordAsync(GovernanceStore governance, string kind, Actor person, Refusal? refusal, CancellationToken cancellation)
    {
        var draft = new AuditDraft(kind, Actor.Installer, "raw side") { Details = new Dictionary<string, string> { ["custodian"] = person.Name } };
        return governance.CommitAsync<bool>((_, _) => Task.FromResult(new Decision<bool>(refusal is null ? true : refusal, draft)), cancellation);
    }
}
