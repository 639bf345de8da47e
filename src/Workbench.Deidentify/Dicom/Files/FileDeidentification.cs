using System.Security.Cryptography;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Rewriting;
using Workbench.Deidentify.Dicom.Verification;
using Workbench.Deidentify.Keys;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>One file's way: read who it is about, refuse or rewrite, verify, and only then let the output be seen under its name.</summary>
public sealed class FileDeidentification(ConfidentialityProfile profile, PatientKeys keys)
{
    /// <summary>An output is held in memory until it is verified.</summary>
    private const long LargestFile = 1_900_000_000;

    private static readonly DicomLimits Limits = new() { InflatedBytes = LargestFile };

    private readonly OutputVerifier verifier = new(profile.Options);

    /// <summary>De-identifies a file into a folder; the output's name comes from the new SOP instance UID, never from the input's name.</summary>
    /// <param name="path">The input.</param>
    /// <param name="name">How the report names it.</param>
    /// <param name="outputFolder">Exists.</param>
    public FileOutcome Process(string path, string name, string outputFolder)
    {
        try
        {
            FileIdentity file;
            try
            {
                using var head = File.OpenRead(path);
                if (head.Length > LargestFile)
                {
                    return FileOutcome.Quarantined(name, QuarantineReasons.TooLarge, $"The file has more than {LargestFile} bytes.");
                }

                file = FileIdentity.Read(head, Limits);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return FileOutcome.Quarantined(name, QuarantineReasons.Unreadable, "The file cannot be read; look at its permissions and its disk.");
            }

            if (QuarantineRules.Refuse(file, profile) is var (reason, message))
            {
                return FileOutcome.Quarantined(name, reason, message);
            }

            return Rewrite(path, name, file, outputFolder);
        }
        catch (DicomFormatException refusal)
        {
            return FileOutcome.Quarantined(name, refusal.Reason, refusal.Message);
        }
        catch (Exception bug) when (bug is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // A fault of the program must not end the run of all other files, and nothing of this one was written. The message of an
            // exception may quote the file, so only its type is told.
            return FileOutcome.Quarantined(name, QuarantineReasons.ProgramFault, $"The program failed on this file ({bug.GetType().Name}); please report it without the file.");
        }
    }

    private FileOutcome Rewrite(string path, string name, FileIdentity file, string outputFolder)
    {
        // Patient ID may be empty (type 2). Then the study stands for the patient: consistent within it, linked to nothing else.
        var identity = file.Patient.Length > 0
            ? new DicomIdentity(keys, file.Issuer, file.Patient)
            : new DicomIdentity(keys, "study", file.StudyInstanceUid);
        var counts = new ActionCounts();
        using var output = new MemoryStream();
        using (var tokenizer = new DicomTokenizer(File.OpenRead(path), limits: Limits))
        {
            new DicomRewriter(profile, identity, new TextCleaner(file), counts).Rewrite(tokenizer, file, output);
        }

        var bytes = output.GetBuffer().AsSpan(0, (int)output.Length);
        if (verifier.FindProblem(bytes, file, identity) is { } problem)
        {
            return FileOutcome.Quarantined(name, QuarantineReasons.VerificationFailed, problem);
        }

        var uid = profile.Options.HasFlag(ConfidentialityOption.RetainUids) ? file.SopInstanceUid : identity.ReplaceUid(file.SopInstanceUid);
        if (uid.Any(letter => !char.IsAsciiDigit(letter) && letter != '.'))
        {
            return FileOutcome.Quarantined(name, QuarantineReasons.BrokenUid, "The SOP instance UID has other characters than digits and dots.");
        }

        var target = Path.Combine(outputFolder, uid + ".dcm");
        try
        {
            using var written = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
            written.Write(bytes);
        }
        catch (IOException) when (File.Exists(target))
        {
            return FileOutcome.Quarantined(name, QuarantineReasons.SameUid, "A file with the same SOP instance UID was written before.");
        }

        return new FileOutcome(name, "done", Path.GetFileName(target), null, null, Convert.ToHexStringLower(SHA256.HashData(bytes)),
            [.. counts.All.Where(entry => entry.Action != AttributeAction.Keep).Select(entry => new ActionCount(entry.Tag.ToString(), entry.Action.ToString(), entry.Count))]);
    }
}
