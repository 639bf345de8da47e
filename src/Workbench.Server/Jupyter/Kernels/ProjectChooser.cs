using Workbench.Governance.Decisions;
using Workbench.Server.Identity;

namespace Workbench.Server.Jupyter.Kernels;

/// <summary>
/// Says for which project a session of a person works; its broker then looks at permits of that project alone. Governance
/// knows the projects; this address only passes on what the client or the notebook says.
/// </summary>
/// <param name="asked">Name or id of a project; null: nothing was said.</param>
/// <returns>Refused when the person is no member of the project.</returns>
internal delegate Task<Outcome<ChosenProject>> ProjectChooser(Caller caller, string? asked, CancellationToken cancel);

/// <param name="Id">Null: no one project, so permits of all projects of the person count.</param>
internal sealed record ChosenProject(string? Id);
