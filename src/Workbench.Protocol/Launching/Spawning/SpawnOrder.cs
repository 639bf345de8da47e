namespace Workbench.Protocol.Launching.Spawning;

/// <summary>What to start and what it inherits: nothing but what stands here. Standard input is /dev/null.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Arguments">Arguments without the program's own name; no shell ever sees them.</param>
/// <param name="Environment">The whole environment.</param>
public sealed record SpawnOrder(string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Files that the child finds open for reading as descriptors 3, 4, …</summary>
    public IReadOnlyList<string> OpenedFiles { get; init; } = [];

    /// <summary>Descriptor of this process that becomes the child's standard output and error; null: /dev/null.</summary>
    public int? OutputDescriptor { get; init; }

    /// <summary>True: the child leads a session of its own (setsid), so that the end of this process's terminal does not reach it.</summary>
    public bool NewSession { get; init; }
}
