namespace Workbench.Governance.Cohorts;

/// <summary>What may be done with a version. Its content never changes, whatever its state.</summary>
public enum SnapshotState
{
    /// <summary>Readable under a permit.</summary>
    Open,

    /// <summary>Readable under a permit, but a version with other pseudonyms took its place: the two cannot be joined.</summary>
    Superseded,

    /// <summary>Not readable by anybody any more. This is final.</summary>
    Locked,
}

public enum SnapshotCommand
{
    Supersede,
    Lock,
}

/// <summary>Why a version is not open. The codes are stored and shown, so none is ever renamed.</summary>
public static class SnapshotStateReasons
{
    /// <summary>The key of its pseudonyms was replaced as planned.</summary>
    public const string KeyRotated = "key-rotated";

    /// <summary>The key of its pseudonyms may be known to somebody.</summary>
    public const string KeyCompromised = "key-compromised";

    /// <summary>Somebody whose data it holds may not be in it any more. Who, and how many, is on the raw side alone.</summary>
    public const string PatientWithdrawn = "patient-withdrawn";

    public static IReadOnlyList<string> All { get; } = [KeyRotated, KeyCompromised, PatientWithdrawn];

    /// <summary>The reason as the end of a sentence.</summary>
    public static string Words(string? reason) => reason switch
    {
        KeyRotated => "the key of its pseudonyms was replaced",
        KeyCompromised => "the key of its pseudonyms may have become known",
        PatientWithdrawn => "it holds data of a patient who was withdrawn",
        _ => "no reason was recorded",
    };
}
