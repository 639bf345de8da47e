using System.Globalization;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Sources;
using Workbench.Governance.Withdrawals;

namespace Workbench.Deidentify.Withdrawals;

/// <summary>
/// The patients who may be in no cohort any more: <c>DATA/raw/withdrawals/list.tsv</c>, a line each of a keyed digest, the withdrawal and the day.
/// No number and no name stands in it; without its key nobody can tell whether somebody is on it. Every build asks it about every
/// patient, so that who left stays out when the hospital delivers again. A list that cannot be read stops every build.
/// </summary>
public sealed class WithdrawalList
{
    private const string FileName = "list.tsv";
    private const string Kind = "withdrawal";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;

    private readonly RawStore raw;
    private readonly List<string> lines = [];
    private readonly Dictionary<string, WithdrawalId> withdrawals = [];
    private PatientKeys? key;

    private WithdrawalList(RawStore raw) => this.raw = raw;

    public bool IsEmpty => withdrawals.Count == 0;

    private string ListPath => Path.Combine(raw.Withdrawals, FileName);

    private string KeyPath => Path.Combine(raw.Keys, "withdrawals.key");

    /// <param name="list">The list, empty when nobody ever left, when the result is null.</param>
    public static SourceRefusal? Open(RawStore raw, out WithdrawalList? list)
    {
        list = null;
        var opened = new WithdrawalList(raw);
        if (File.Exists(opened.ListPath) && opened.Read() is { } refusal)
        {
            return refusal;
        }

        list = opened;
        return null;
    }

    /// <summary>Whether this patient may be in no snapshot.</summary>
    /// <param name="issuer">Who gave out the number.</param>
    /// <param name="id">The number in its canonical spelling.</param>
    public bool Excludes(string issuer, string id) => Find(issuer, id) is not null;

    /// <summary>The withdrawal of this patient, or null.</summary>
    public WithdrawalId? Find(string issuer, string id) =>
        key is not null && withdrawals.TryGetValue(key.Other(Kind, issuer, id), out var found) ? found : null;

    /// <summary>Puts a patient on the list; on the disk before this returns. What is there already stays.</summary>
    /// <param name="ids">The number in each canonical spelling that sources of the issuer have it in.</param>
    /// <returns>Null, or why it could not be done.</returns>
    public SourceRefusal? Add(string issuer, IReadOnlyList<string> ids, WithdrawalId withdrawal, DateTimeOffset at)
    {
        if (key is null)
        {
            KeyFile.Create(KeyPath);
            if (OpenKey() is { } refusal)
            {
                return refusal;
            }
        }

        foreach (var digest in ids.Select(id => key!.Other(Kind, issuer, id)).Where(digest => withdrawals.TryAdd(digest, withdrawal)))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{digest}\t{withdrawal}\t{at.UtcDateTime:yyyy-MM-dd}"));
        }

        Directory.CreateDirectory(raw.Withdrawals, OwnerFolder);
        RawFile.Write(ListPath, string.Join('\n', lines) + "\n");
        return null;
    }

    private SourceRefusal? Read()
    {
        if (!File.Exists(KeyPath))
        {
            return KeyFile.Unusable("The key of the list of withdrawn patients is not there, so nobody can tell who may not be in a snapshot.", "Restore raw/keys/withdrawals.key from the backup.");
        }

        if (OpenKey() is { } refusal)
        {
            return refusal;
        }

        foreach (var line in File.ReadAllLines(ListPath))
        {
            if (line.Split('\t') is not [{ Length: PatientKeys.PseudonymLength } digest, var withdrawal, _])
            {
                return new SourceRefusal("withdrawals-unusable", "The list of withdrawn patients is damaged.", "Restore raw/withdrawals/list.tsv from the backup.");
            }

            lines.Add(line);
            withdrawals[digest] = new WithdrawalId(withdrawal);
        }

        return null;
    }

    private SourceRefusal? OpenKey()
    {
        var refusal = KeyFile.Read(KeyPath, out var bytes);
        key = refusal is null ? new PatientKeys(bytes) : null;
        return refusal;
    }
}
