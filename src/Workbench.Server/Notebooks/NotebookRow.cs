namespace Workbench.Server.Notebooks;

/// <summary>A notebook of the caller's workspace.</summary>
/// <param name="Kernel">Name of the kernel spec it asks for, or null.</param>
/// <param name="Project">Name of the project it says it works for, or null.</param>
/// <param name="Sample">The sample it is a copy of, or null.</param>
public sealed record NotebookRow(string Path, string Name, DateTimeOffset Modified, string? Kernel, string? Language, string? Project, CopiedSample? Sample);

/// <param name="Edition">The edition that was copied.</param>
/// <param name="NewerEdition">The sample's edition now, when it is newer; null also when the sample was withdrawn.</param>
public sealed record CopiedSample(string Id, int Edition, int? NewerEdition);
