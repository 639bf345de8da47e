using System.Globalization;
using Workbench.Deidentify.Keys;

namespace Workbench.Deidentify.Dicom.Identity;

/// <summary>
/// The keyed replacements of one patient's images: pseudonym and date shift from the same key as the tables, and UIDs of the 2.25 form
/// (PS3.5 2025e, B.2), so that references hold over files, runs and machines with no table of who is who.
/// </summary>
public sealed class DicomIdentity(PatientKeys keys, string issuer, string patientId)
{
    private const string StandardRoot = "1.2.840.10008.";

    /// <summary>The patient's pseudonym, the same as in the tables of the project's key.</summary>
    public string Pseudonym { get; } = keys.Patient(issuer, patientId);

    /// <summary>Days by which every date of the patient moves.</summary>
    public int ShiftDays { get; } = keys.ShiftDays(issuer, patientId);

    /// <summary>The replacement of a UID; UIDs that the standard registers (SOP classes, transfer syntaxes) name no patient and stay, as do empty ones and those of zeros alone, which refer to nothing.</summary>
    public string ReplaceUid(string uid)
    {
        if (uid.All(letter => letter is '0' or '.') || uid.StartsWith(StandardRoot, StringComparison.Ordinal))
        {
            return uid;
        }

        return "2.25." + keys.Uid(uid).ToString(CultureInfo.InvariantCulture);
    }
}
