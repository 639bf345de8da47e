using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Contents;

/// <summary>What a client asks of <see cref="Workspace.Get"/>.</summary>
public sealed record ContentsQuery
{
    /// <summary>Expected type ("file", "notebook", "directory"), or null to take it from the name.</summary>
    public string? Type { get; init; }

    /// <summary>"text" or "base64" for files, or null: text when the bytes are UTF-8.</summary>
    public string? Format { get; init; }

    public bool Content { get; init; } = true;

    public bool Hash { get; init; }
}

/// <summary>What a client sends to be stored.</summary>
public sealed record ContentsUpload
{
    public required string Type { get; init; }

    public string? Format { get; init; }

    public JsonNode? Content { get; init; }

    /// <summary>Number of a piece of a large file: 1, 2, ... and -1 for the last; null for a whole file.</summary>
    public int? Chunk { get; init; }

    /// <summary>
    /// The hash that the client believes is on disk, "" for "no such file"; null saves without a precondition, as plain
    /// Jupyter clients do.
    /// </summary>
    public string? ExpectedHash { get; init; }
}

/// <summary>Bounds of a workspace.</summary>
public sealed record ContentsLimits
{
    /// <summary>Largest notebook or file, in bytes. Default 64 MiB.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>Most entries of one folder. Default 5,000.</summary>
    public int MaxFolderEntries { get; init; } = 5_000;

    /// <summary>Checkpoints kept for one file; the oldest go first. Default 10.</summary>
    public int CheckpointsKept { get; init; } = 10;
}
