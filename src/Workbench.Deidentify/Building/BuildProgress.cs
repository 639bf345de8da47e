namespace Workbench.Deidentify.Building;

/// <summary>How far a build is.</summary>
/// <param name="Step">What is being done, in words, without a value.</param>
/// <param name="Done">Bytes of raw files read.</param>
/// <param name="Total">Bytes of raw files in all.</param>
public readonly record struct BuildProgress(string Step, long Done, long Total);
