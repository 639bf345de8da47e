using Microsoft.Extensions.Options;
using Workbench.Notebooks.Engines;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Launching;
using Workbench.Server.Identity;

namespace Workbench.Server.Jupyter.Kernels;

/// <summary>Starts a kernel for a person, or says in Jupyter's words why not. Used by the kernels and the sessions address.</summary>
internal static class StartKernel
{
    /// <param name="specName">Null or empty takes the default.</param>
    /// <param name="project">Name or id of the project to work for; null: none was named.</param>
    /// <param name="profile">Name of a resource profile; null: the default one.</param>
    public static async Task<(IKernel? Kernel, IResult? Problem)> ForAsync(
        Caller caller, string? specName, string? project, IKernelHouse kernels, ProjectChooser projects, KernelSpecCatalogue catalogue,
        JupyterOptions options, CancellationToken cancel, string? profile = null)
    {
        var person = caller.Name;
        var name = string.IsNullOrEmpty(specName) ? catalogue.Default : specName;
        if (name is null || catalogue.Find(name) is null)
        {
            var hint = KernelSpecs.TryFind(name ?? "", out var known) ? $" {known.InstallHint}" : "";
            return (null, JupyterJson.Error(StatusCodes.Status501NotImplemented, $"There is no kernel of this name here.{hint}", LauncherRefusals.KernelUnknown));
        }

        if (kernels.OwnedBy(person).Count >= options.MaxKernelsPerPerson)
        {
            return (null, JupyterJson.Error(
                StatusCodes.Status429TooManyRequests, $"You already have {options.MaxKernelsPerPerson} kernels. Stop one that you do not need, then try again.", "too-many-kernels"));
        }

        var chosen = await projects(caller, project, cancel);
        if (!chosen.Allowed)
        {
            return (null, JupyterJson.Error(StatusCodes.Status403Forbidden, $"{chosen.Refusal.Message} {chosen.Refusal.NextStep}", chosen.Refusal.Code));
        }

        try
        {
            var start = await kernels.StartAsync(new SessionOrder(person, name, chosen.Value.Id, profile), cancel);
            return start.Refusal is { } refusal
                ? (null, JupyterJson.Error(StatusOf(refusal.Code), refusal.Message, refusal.Code))
                : (start.Kernel, null);
        }
        catch (KernelEngineException failure)
        {
            return (null, JupyterJson.Error(StatusCodes.Status503ServiceUnavailable, failure.Message, LauncherRefusals.LauncherUnreachable));
        }
    }

    private static int StatusOf(string code) => code switch
    {
        LauncherRefusals.KernelUnknown or LauncherRefusals.KernelNotInstalled => StatusCodes.Status501NotImplemented,
        LauncherRefusals.ProfileUnknown or LauncherRefusals.RequestInvalid => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
