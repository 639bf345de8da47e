using System.Buffers;
using System.Globalization;
using Workbench.Deidentify.Keys;

namespace Workbench.Deidentify.Dicom.Identity;

/// <summary>
/// The keyed replacements of one patient's images: pseudonym and date shift from the same key as the tables, and UIDs of the 2.25 form
/// (PS3.5 2025e, B.2), so that references hold over files, runs and machines with no table of who is who.
/// </summary>
public sealed class DicomIdentity(PatientKeys keys, string issuer, string patientId)
{
    /// <summary>Characters of a UID (PS3.5 2025e, 9.1).</summary>
    private const int LongestUid = 64;

    private static readonly SearchValues<char> UidLetters = SearchValues.Create("0123456789.");

    private const string StandardRoot = "1.2.840.10008.";

    /// <summary>Digits of the longest component behind the standard's root (a context group's), and characters of the longest UID there, with room to grow.</summary>
    private const int LongestStandardComponent = 4;
    private const int LongestStandardUid = 40;

    /// <summary>The patient's pseudonym, the same as in the tables of the project's key.</summary>
    public string Pseudonym { get; } = keys.Patient(issuer, patientId);

    /// <summary>Days by which every date of the patient moves.</summary>
    public int ShiftDays { get; } = keys.ShiftDays(issuer, patientId);

    /// <summary>The replacement of a UID; UIDs that the standard registers (SOP classes, transfer syntaxes) name no patient and stay, as do empty ones and those of zeros alone, which refer to nothing.</summary>
    public string ReplaceUid(string uid) => (uid.AsSpan().IndexOfAnyExcept('0', '.') < 0 && uid.Length <= LongestUid) || IsRegistered(uid) ? uid
        : "2.25." + keys.Uid(uid).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a text is a UID; one that is none may hold anything, a name or a path, and is not retained as one.</summary>
    public static bool IsUid(ReadOnlySpan<char> text) => text.Length is > 0 and <= LongestUid && text.IndexOfAnyExcept(UidLetters) < 0;

    /// <summary>Some systems make instance UIDs under the standard's root; those have dates and counters in them, which registered ones never have.</summary>
    private static bool IsRegistered(string uid)
    {
        if (!uid.StartsWith(StandardRoot, StringComparison.Ordinal) || uid.Length > LongestStandardUid)
        {
            return false;
        }

        var digits = 0;
        foreach (var letter in uid.AsSpan(StandardRoot.Length))
        {
            digits = letter == '.' ? 0 : digits + 1;
            if (digits > LongestStandardComponent || !(letter == '.' || char.IsAsciiDigit(letter)))
            {
                return false;
            }
        }

        return true;
    }
}
