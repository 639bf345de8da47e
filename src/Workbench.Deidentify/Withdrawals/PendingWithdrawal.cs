using System.Text.Json;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Sources;
using Workbench.Governance.Withdrawals;

namespace Workbench.Deidentify.Withdrawals;

/// <summary>The patient's pseudonym under one key.</summary>
public sealed record WithdrawnPseudonym(string Project, string Purpose, int Generation, string Pseudonym);

/// <summary>
/// A withdrawal that is not completed: what has to be looked for in the versions, so that it can go on without the patient's number being
/// typed again. It lies on the raw side, holds pseudonyms and no number, and is deleted when the withdrawal is completed.
/// </summary>
/// <param name="Pseudonyms">Under every key there is.</param>
/// <param name="Erase">Whether the data of the locked versions are deleted at the end.</param>
public sealed record PendingWithdrawal(WithdrawalId Id, IReadOnlyList<WithdrawnPseudonym> Pseudonyms, bool Erase)
{
    private const string Ending = ".pending.json";

    /// <summary>Works out the pseudonyms of a patient.</summary>
    /// <param name="ids">The number in each canonical spelling.</param>
    /// <param name="pending">The withdrawal, when the result is null.</param>
    public static SourceRefusal? Of(RawStore raw, WithdrawalId id, string issuer, IReadOnlyList<string> ids, bool erase, out PendingWithdrawal? pending)
    {
        pending = null;
        var keys = new ProjectKeyStore(raw.Keys);
        var pseudonyms = new List<WithdrawnPseudonym>();
        foreach (var (name, generation) in keys.All())
        {
            if (keys.Open(name, generation, out var key) is { } refusal)
            {
                return refusal;
            }

            pseudonyms.AddRange(ids.Select(one => new WithdrawnPseudonym(name.Project, name.Purpose, generation, key!.Patients.Patient(issuer, one))));
        }

        pending = new PendingWithdrawal(id, pseudonyms, erase);
        return null;
    }

    /// <summary>All that are not completed, oldest first.</summary>
    public static IReadOnlyList<PendingWithdrawal> All(RawStore raw) => Directory.Exists(raw.Withdrawals)
        ? [.. Directory.EnumerateFiles(raw.Withdrawals, "*" + Ending).Order(StringComparer.Ordinal)
            .Select(path => JsonSerializer.Deserialize<PendingWithdrawal>(File.ReadAllBytes(path))!)]
        : [];

    public void Save(RawStore raw) => RawFile.Write(PathIn(raw), JsonSerializer.Serialize(this));

    public void Delete(RawStore raw) => File.Delete(PathIn(raw));

    private string PathIn(RawStore raw) => Path.Combine(raw.Withdrawals, Id.Value + Ending);
}
