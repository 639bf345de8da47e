using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Outputs;

namespace Workbench.Server.Jupyter.Sessions;

/// <summary>A session as Jupyter clients see it. <c>notebook</c> repeats path and name for clients older than 2016's API.</summary>
internal sealed record NotebookSessionModel(string Id, string Path, string Name, string Type, KernelModel? Kernel, object Notebook)
{
    public static NotebookSessionModel Of(NotebookSession session, IKernelHouse kernels, KernelRecorders recorders) => new(
        session.Id, session.Path, session.Name, session.Type,
        kernels.Find(session.Owner, session.KernelId) is { } kernel ? KernelModel.Of(kernel, recorders) : null,
        new { path = session.Path, name = session.Name });
}
