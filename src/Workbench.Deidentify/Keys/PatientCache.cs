using Workbench.Deidentify.Withdrawals;

namespace Workbench.Deidentify.Keys;

/// <summary>
/// The keyed replacements of the patients of one issuer who were asked for lately, since a table has many rows a patient and each keyed hash costs as much as the rest
/// of a row. It forgets by overwriting, so its size is bounded; several threads may ask at once.
/// </summary>
/// <param name="withdrawn">Patients who may be in no snapshot; null: nobody left.</param>
public sealed class PatientCache(PatientKeys keys, string issuer, WithdrawalList? withdrawn = null)
{
    private const int FewestSlots = 1 << 10;
    private const int MostSlots = 1 << 21;

    /// <summary>Places that an identifier may take, so that few forget each other while there is room.</summary>
    private const int Ways = 4;

    private Entry?[] slots = new Entry?[FewestSlots];
    private int made;

    /// <summary>The patient's pseudonym and shift; <paramref name="id"/> in its canonical spelling.</summary>
    public Entry Find(string id)
    {
        var table = slots;
        var at = id.GetHashCode(StringComparison.Ordinal) & (table.Length - Ways);
        var way = at + (made & (Ways - 1));
        for (var i = at; i < at + Ways; i++)
        {
            if (table[i] is not { } found)
            {
                way = i;
            }
            else if (found.Id == id)
            {
                return found;
            }
        }

        var entry = new Entry(id, keys.Patient(issuer, id), keys.ShiftDays(issuer, id), withdrawn?.Excludes(issuer, id) == true);
        Volatile.Write(ref table[way], entry);
        if (++made > table.Length / 2 && table.Length < MostSlots)
        {
            (slots, made) = (new Entry?[table.Length * 8], 0);
        }

        return entry;
    }

    /// <summary>One patient.</summary>
    /// <param name="Id">The identifier.</param>
    /// <param name="Pseudonym">As <see cref="PatientKeys.Patient"/> gives it.</param>
    /// <param name="ShiftDays">As <see cref="PatientKeys.ShiftDays"/> gives them.</param>
    /// <param name="IsWithdrawn">Whether they may be in no snapshot.</param>
    public sealed record Entry(string Id, string Pseudonym, int ShiftDays, bool IsWithdrawn);
}
