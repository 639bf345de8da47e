using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>One raw row while its rules are applied. The same object serves every row of a table that one thread reads.</summary>
public sealed class RowContext(int columns, PatientKeys keys, PatientCache patients, string issuer)
{
    private readonly TypedValue[] values = new TypedValue[columns];
    private PatientCache.Entry? patient;

    public TypedValue this[int column]
    {
        get => values[column];
        set => values[column] = value;
    }

    /// <summary>Keyed replacements of identifiers under the project's key.</summary>
    public PatientKeys Keys => keys;

    /// <summary>Those of patients.</summary>
    public PatientCache Patients => patients;

    /// <summary>Who gave out this table's patient identifiers.</summary>
    public string Issuer => issuer;

    /// <summary>Days by which all dates of the row's patient move.</summary>
    public int ShiftDays => patient!.ShiftDays;

    /// <summary>Whether the row's patient was withdrawn, so that the row is left out.</summary>
    public bool IsWithdrawn => patient!.IsWithdrawn;

    /// <summary>Says whose row it is.</summary>
    public void SetPatient(string id)
    {
        if (id != patient?.Id)
        {
            patient = patients.Find(id);
        }
    }
}
