namespace Workbench.Supervisor.Sandbox;

/// <summary>
/// The two seccomp programs, shipped as files so that no compiler of filters runs beside hostile code; a test makes them anew
/// and compares.
/// </summary>
internal static class SeccompFilters
{
    public static IReadOnlyList<string> Paths { get; } =
    [
        Path.Combine(AppContext.BaseDirectory, "Seccomp", "allow.bpf"),
        Path.Combine(AppContext.BaseDirectory, "Seccomp", "deny.bpf"),
    ];
}
