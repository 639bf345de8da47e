using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Values;
using Workbench.Deidentify.Withdrawals;

namespace Workbench.Deidentify.Rules;

/// <summary>One raw row while its rules are applied. The same object serves every row of a table.</summary>
public sealed class RowContext(int columns, PatientKeys patients, string issuer)
{
    private readonly TypedValue[] values = new TypedValue[columns];
    private string patientId = "";
    private int? shift;
    private bool? isWithdrawn;

    public TypedValue this[int column]
    {
        get => values[column];
        set => values[column] = value;
    }

    /// <summary>Keyed replacements of identifiers under the project's key.</summary>
    public PatientKeys Keys => patients;

    /// <summary>Who gave out this table's patient identifiers.</summary>
    public string Issuer => issuer;

    /// <summary>Days by which all dates of the row's patient move.</summary>
    public int ShiftDays => shift ??= patients.ShiftDays(issuer, patientId);

    /// <summary>Who may be in no snapshot; null: nobody left.</summary>
    public WithdrawalList? Withdrawn { get; set; }

    /// <summary>Whether the row's patient was withdrawn, so that the row is left out.</summary>
    public bool IsWithdrawn => isWithdrawn ??= Excludes(patientId);

    /// <summary>Whether a patient of this issuer was withdrawn.</summary>
    public bool Excludes(string id) => Withdrawn is { IsEmpty: false } list && list.Excludes(issuer, id);

    /// <summary>Says whose row it is. Rows of a patient often stand together, so the last one's shift is kept.</summary>
    public void SetPatient(string id)
    {
        if (id != patientId)
        {
            (patientId, shift, isWithdrawn) = (id, null, null);
        }
    }
}
