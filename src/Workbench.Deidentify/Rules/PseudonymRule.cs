using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>pseudonym</c>: the keyed replacement of an identifier, as <see cref="Keys.PatientKeys"/> makes it. <c>of: patient</c> (or the
/// patient's own column) gives the patient's pseudonym; any other kind gives one that links only columns of the same kind.
/// </summary>
public sealed class PseudonymRule(string kind) : Rule
{
    public const string PatientKind = "patient";

    /// <summary>Whether the column holds patients' identifiers.</summary>
    public bool IsPatient => kind == PatientKind;

    public override string Words => $"pseudonym of {kind}";

    public override ValueKind OutputKind(ColumnType input) => ValueKind.Text;

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is TextType or IntegerType or CategoryType, "pseudonym", "text, category or integer");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = TypedValue.Missing;
        var id = value.Canonical();
        if (!Identifiers.IsClean(id))
        {
            return Identifiers.Unclean;
        }

        if (IsPatient)
        {
            // Another patient's row may point to somebody who left, for instance to a mother: the row stays, the link goes.
            var patient = row.Patients.Find(id);
            result = patient.IsWithdrawn ? TypedValue.Missing : TypedValue.Of(patient.Pseudonym);
            return null;
        }

        result = TypedValue.Of(row.Keys.Other(kind, row.Issuer, id));
        return null;
    }
}
