using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workbench.Notebooks.Contents;

/// <summary>
/// What the contents API says about a file, notebook or folder. Source: Jupyter Server 2 REST API, contents model; every
/// member is always present, null where it does not apply.
/// </summary>
public sealed record ContentsModel
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Path in the workspace, without leading slash; "" for the workspace itself.</summary>
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    /// <summary>"file", "notebook" or "directory".</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("created"), JsonConverter(typeof(WireTime))]
    public required DateTimeOffset Created { get; init; }

    [JsonPropertyName("last_modified"), JsonConverter(typeof(WireTime))]
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Notebook: the document; file: a string (text or base64); directory: a list of models without content.</summary>
    [JsonPropertyName("content")]
    public JsonNode? Content { get; init; }

    /// <summary>"json", "text", "base64", or null without content.</summary>
    [JsonPropertyName("format")]
    public string? Format { get; init; }

    [JsonPropertyName("mimetype")]
    public string? Mimetype { get; init; }

    /// <summary>Bytes of the file; null for a directory.</summary>
    [JsonPropertyName("size")]
    public long? Size { get; init; }

    [JsonPropertyName("writable")]
    public bool Writable { get; init; } = true;

    /// <summary>Lower-case hex of the version that was last saved by a client, or null when not asked for.</summary>
    [JsonPropertyName("hash")]
    public string? Hash { get; init; }

    [JsonPropertyName("hash_algorithm")]
    public string? HashAlgorithm { get; init; }
}

/// <summary>A kept version of a notebook or file.</summary>
public sealed record CheckpointModel(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("last_modified"), JsonConverter(typeof(WireTime))] DateTimeOffset LastModified);
