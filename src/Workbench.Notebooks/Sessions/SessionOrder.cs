namespace Workbench.Notebooks.Sessions;

/// <summary>A person's wish for a new session.</summary>
/// <param name="Owner">Name of the person.</param>
/// <param name="KernelSpecName">Such as <c>.net-csharp</c>.</param>
/// <param name="Project">Project it works for, or null.</param>
/// <param name="ResourceProfile">Name of a resource profile; null: the default one.</param>
public sealed record SessionOrder(string Owner, string KernelSpecName, string? Project = null, string? ResourceProfile = null);
