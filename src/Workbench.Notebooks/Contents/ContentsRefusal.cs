using System.Diagnostics.CodeAnalysis;

namespace Workbench.Notebooks.Contents;

/// <summary>Why a contents operation was refused. Nothing on disk has changed when one is returned.</summary>
/// <param name="Code">Stable: one of the constants of this type.</param>
/// <param name="Message">For the person, with what to do; names paths of the own workspace, never file content.</param>
public sealed record ContentsRefusal(string Code, string Message)
{
    public const string NameNotAllowed = "name-not-allowed";
    public const string NotFound = "not-found";
    public const string AlreadyThere = "already-there";
    public const string Conflict = "conflict";
    public const string WrongType = "wrong-type";
    public const string NotANotebook = "not-a-notebook";
    public const string BadContent = "bad-content";
    public const string TooLarge = "too-large";
    public const string TooMany = "too-many";
    public const string FolderNotEmpty = "folder-not-empty";
    public const string UploadOutOfOrder = "upload-out-of-order";
    public const string StorageFull = "storage-full";

    /// <summary>With <see cref="Conflict"/>: hash of the version that is on disk.</summary>
    public string? CurrentHash { get; init; }

    /// <summary>With <see cref="Conflict"/>: path under which the refused version was kept beside the other one.</summary>
    public string? KeptAs { get; init; }
}

/// <summary>The value of a contents operation, or the refusal.</summary>
public sealed class ContentsOutcome<T>
{
    private readonly T? value;

    private ContentsOutcome(T? value, ContentsRefusal? refusal) => (this.value, Refusal) = (value, refusal);

    public ContentsRefusal? Refusal { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out ContentsRefusal? refusal)
    {
        (result, refusal) = (value, Refusal);
        return refusal is null;
    }

    internal static ContentsOutcome<T> From(T value) => new(value, null);

    public static implicit operator ContentsOutcome<T>(T value) => new(value, null);

    public static implicit operator ContentsOutcome<T>(ContentsRefusal refusal) => new(default, refusal);
}

/// <summary>Outcomes of interface types, which C# does not convert implicitly.</summary>
internal static class ContentsOutcomes
{
    public static ContentsOutcome<T> Of<T>(T value) => ContentsOutcome<T>.From(value);
}
