using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Sources;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Orders;

namespace Workbench.Deidentify.Reidentifications;

/// <summary>A patient as the hospital knows them.</summary>
/// <param name="Issuer">Who gave out the number.</param>
internal sealed record FoundPatient(string Issuer, string Number);

/// <summary>
/// Finds who stands behind a pseudonym. There is no table of who is who: the raw tables of the version's source are read again, and each
/// patient's pseudonym is made again with the key that the version was built with.
/// </summary>
internal static class PseudonymSearch
{
    /// <param name="found">The patient, or null when the source does not hold them (any more), when the result is null.</param>
    /// <returns>Null, or why nothing can be said.</returns>
    public static SourceRefusal? Find(RawStore raw, CohortSnapshot version, Order order, string pseudonym, out FoundPatient? found, CancellationToken cancellation)
    {
        found = null;
        if (new ProjectKeyStore(raw.Keys).Open(new KeyName(order.ProjectId.Value, version.KeyPurpose), version.KeyGeneration, out var key) is { } keyless)
        {
            return keyless;
        }

        if (SourceFolder.Open(raw.Sources, order.Source, out var source) is [var problem, ..])
        {
            return problem;
        }

        foreach (var table in source!.Definition.Tables)
        {
            foreach (var file in table.Files)
            {
                if (InFile(source, table, file, key!.Patients, pseudonym, ref found, cancellation) is { } refusal)
                {
                    return refusal;
                }

                if (found is not null)
                {
                    return null;
                }
            }
        }

        return null;
    }

    private static SourceRefusal? InFile(
        SourceFolder source, TableDefinition table, string file, PatientKeys keys, string pseudonym, ref FoundPatient? found, CancellationToken cancellation)
    {
        if (source.OpenFile(file, table.Delimiter, out var opened) is { } notOpened)
        {
            return notOpened;
        }

        using var reader = opened!;
        if (reader.ReadHeader() == RawRead.Refused)
        {
            return reader.Refusal;
        }

        if (HeaderMatch.Find(file, reader.Header, table, out var positions) is { } mismatch)
        {
            return mismatch;
        }

        var type = table.Columns[table.PatientKey].Type;
        for (var read = reader.Read(); read != RawRead.End; read = reader.Read())
        {
            if (read == RawRead.Refused)
            {
                return reader.Refusal;
            }

            cancellation.ThrowIfCancellationRequested();
            if (type.Parse(reader.Field(positions[table.PatientKey]), out var value) is null && keys.Patient(table.Issuer, value.Canonical()) == pseudonym)
            {
                found = new FoundPatient(table.Issuer, value.Canonical());
                return null;
            }
        }

        return null;
    }
}
