using System.Globalization;
using System.Security.Cryptography;
using Workbench.Deidentify.Dicom.Identity;
using Workbench.Deidentify.Dicom.Pixels;
using Workbench.Deidentify.Dicom.Profile;
using Workbench.Deidentify.Dicom.Rewriting;
using Workbench.Deidentify.Dicom.Verification;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Rules;
using Workbench.Dicom;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>
/// One file's way: read who it is about, refuse or rewrite, verify, and only then let the output be seen under its name. The file
/// passes through in windows; what is written lies beside the outputs under a name that nobody reads until it is verified.
/// </summary>
/// <param name="profile">What happens to each attribute.</param>
/// <param name="keys">Of the project.</param>
/// <param name="pixels">What happens to pixels; null for none of them being changed.</param>
/// <param name="issuer">Who gave out the patient IDs, where that is known from elsewhere; then a file without a patient ID is refused. Null: what the file says.</param>
/// <param name="keepsEvidence">Outcomes hold the output's hash and the actions by tag, for a report.</param>
public sealed class FileDeidentification(ConfidentialityProfile profile, PatientKeys keys, PixelDecisions? pixels = null, string? issuer = null, bool keepsEvidence = true)
{
    private const string DraftEnding = ".part";
    private const int BufferBytes = 64 * 1024;

    private readonly OutputVerifier verifier = new(profile.Options);
    private readonly PixelDecisions pixels = pixels ?? new PixelDecisions(profile, DeviceRegions.None, null);

    /// <summary>De-identifies a file into a folder; the output's name comes from the new SOP instance UID, never from the input's name.</summary>
    /// <param name="path">The input.</param>
    /// <param name="name">How the report names it.</param>
    /// <param name="outputFolder">Exists.</param>
    /// <param name="ordinal">From 1 among the outputs of one SOP instance UID; those after the first have it in their names.</param>
    public FileOutcome Process(string path, string name, string outputFolder, int ordinal = 1)
    {
        try
        {
            using var input = Open(path);
            return input is null
                ? FileOutcome.Quarantined(name, QuarantineReasons.Unreadable, "The file cannot be read; look at its permissions and its disk.")
                : Process(input, name, outputFolder, ordinal);
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

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private FileOutcome Process(FileStream input, string name, string outputFolder, int ordinal)
    {
        var file = FileIdentity.Read(input);
        if (QuarantineRules.Refuse(file, profile) is var (reason, message))
        {
            return FileOutcome.Quarantined(name, reason, message);
        }

        var decision = pixels.Decide(file, input, name);
        if (decision.Refusal is var (wait, why))
        {
            return FileOutcome.Quarantined(name, wait, why);
        }

        if (issuer is not null && !Identifiers.IsClean(file.Patient))
        {
            return FileOutcome.Quarantined(name, QuarantineReasons.NoPatientId, "The file has no patient ID, or one that no table could have.");
        }

        var instance = InstanceKey(file, input);
        var identity = IdentityOf(file, instance);
        var retained = profile.Options.HasFlag(ConfidentialityOption.RetainUids) && DicomIdentity.IsUid(file.SopInstanceUid);
        var uid = retained ? file.SopInstanceUid : identity.ReplaceUid(instance);
        var target = Path.Combine(outputFolder, ordinal == 1 ? $"{uid}.dcm" : string.Create(CultureInfo.InvariantCulture, $"{uid}-{ordinal}.dcm"));
        var outcome = Write(input, name, file, identity, uid, decision.Region, target);
        return ordinal > 1 && outcome.Output is not null ? outcome with { Note = FileOutcome.SameUidNote } : outcome;
    }

    /// <summary>A file without a SOP instance UID is known by its bytes.</summary>
    private static string InstanceKey(FileIdentity file, Stream input)
    {
        if (file.SopInstanceUid.Length > 0)
        {
            return file.SopInstanceUid;
        }

        input.Position = 0;
        return "content/" + Convert.ToHexStringLower(SHA256.HashData(input));
    }

    /// <summary>
    /// Patient ID may be empty (type 2). Then the study stands for the patient, consistent within it and linked to nothing else; without a study the
    /// instance does.
    /// </summary>
    private DicomIdentity IdentityOf(FileIdentity file, string instance) =>
        file.Patient.Length > 0 ? new DicomIdentity(keys, issuer ?? file.Issuer, file.Patient)
        : file.StudyInstanceUid.Length > 0 ? new DicomIdentity(keys, "study", file.StudyInstanceUid)
        : new DicomIdentity(keys, "instance", instance);

    private FileOutcome Write(FileStream input, string name, FileIdentity file, DicomIdentity identity, string uid, BlankedRegion? region, string target)
    {
        var counts = new ActionCounts();
        var draft = target + DraftEnding;
        FileStream output;
        try
        {
            output = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes);
        }
        catch (IOException) when (File.Exists(draft))
        {
            return SameUid(name);
        }

        try
        {
            string? sha256;
            using (output)
            {
                input.Position = 0;
                Rewrite(input, file, identity, uid, region, counts, output);
                output.Flush();
                using var hash = keepsEvidence ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
                if (verifier.FindProblem(output, file, identity, hash is null ? null : bytes => hash.AppendData(bytes)) is { } problem)
                {
                    return FileOutcome.Quarantined(name, QuarantineReasons.VerificationFailed, problem);
                }

                if (region is not null && BlankedPixelsCheck.FindProblem(output, region) is { } visible)
                {
                    return FileOutcome.Quarantined(name, QuarantineReasons.VerificationFailed, visible);
                }

                sha256 = hash is null ? null : Convert.ToHexStringLower(hash.GetHashAndReset());
            }

            if (!MoveIntoPlace(draft, target))
            {
                return SameUid(name);
            }

            return new FileOutcome(name, "done", Path.GetFileName(target), null, null, sha256, region?.Rule, !keepsEvidence ? null :
                [.. counts.All.Where(entry => entry.Action != AttributeAction.Keep).Select(entry => new ActionCount(entry.Tag.ToString(), entry.Action.ToString(), entry.Count))]);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private void Rewrite(FileStream input, FileIdentity file, DicomIdentity identity, string uid, BlankedRegion? region, ActionCounts counts, Stream output)
    {
        using var decoder = region is not null && file.Syntax.IsEncapsulated ? new DecoderProcess() : null;
        var blanking = region is null ? null : new PixelBlanking(file.Image.Layout, file.Syntax, region, decoder);
        using var tokenizer = new DicomTokenizer(input, ownsStream: false);
        new DicomRewriter(profile, identity, new TextCleaner(file), counts, blanking).Rewrite(tokenizer, file, uid, output);
    }

    private static bool MoveIntoPlace(string draft, string target)
    {
        try
        {
            File.Move(draft, target, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }
    }

    private static FileOutcome SameUid(string name) => FileOutcome.Quarantined(name, QuarantineReasons.SameUid, "A file with the same SOP instance UID was written before.");
}
