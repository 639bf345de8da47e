namespace Workbench.Cohorts.Snapshots;

/// <summary>What a snapshot was made from, so that it can be made again and checked.</summary>
/// <param name="Source">Name of the source in the raw store.</param>
/// <param name="Provider">The institution the data come from.</param>
/// <param name="SourceFiles">The raw files as they were read, ordered by name.</param>
/// <param name="RulesSha256">Lower-case SHA-256 of the rules (<c>source.yaml</c>) as they were read.</param>
/// <param name="Profile">Name and version of the profile that the rules follow.</param>
/// <param name="ToolVersion">Version of the program and of the Parquet writer; both decide about the bytes.</param>
/// <param name="Order">Id of the approved order.</param>
public sealed record ManifestLineage(
    string Source,
    string Provider,
    IReadOnlyList<ManifestSourceFile> SourceFiles,
    string RulesSha256,
    string Profile,
    string ToolVersion,
    string Order);

/// <summary>One raw file. Its hash is of the whole file, so it cannot be turned back into a value of a row.</summary>
/// <param name="Name">Path within the source, with forward slashes.</param>
/// <param name="Sha256">Lower-case SHA-256 of the file.</param>
/// <param name="Bytes">Size of the file.</param>
public sealed record ManifestSourceFile(string Name, string Sha256, long Bytes);
