namespace Workbench.Server.Jupyter.Sessions;

/// <summary>Jupyter's "session": which document of a person works with which kernel.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Owner">Name of the person.</param>
/// <param name="Path">Path in the workspace, or what the client made up for a document that has none.</param>
/// <param name="Name">Shown name; may be empty.</param>
/// <param name="Type">"notebook", "console" or "file".</param>
/// <param name="KernelId">The kernel's id.</param>
internal sealed record NotebookSession(string Id, string Owner, string Path, string Name, string Type, string KernelId);
