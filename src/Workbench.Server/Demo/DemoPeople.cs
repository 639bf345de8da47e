using Workbench.Governance.People;

namespace Workbench.Server.Demo;

/// <summary>The people of the demo. Their names are those of their work, so that nobody takes them for somebody.</summary>
internal static class DemoPeople
{
    public sealed record DemoPerson(string Name, string DisplayName, IReadOnlyList<Role> Roles);

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("researcher", "Demo Researcher", [Role.Researcher]),
        new("instructor", "Demo Instructor", [Role.Researcher, Role.Instructor]),
        new("steward", "Demo Steward", [Role.Steward]),
        new("provider", "Demo Provider", [Role.DataProvider]),
        new("admin", "Demo Admin", [Role.Admin]),
    ];

    public const string Project = "cancer-outcomes";
    public const string ProjectTitle = "Cancer outcomes";
    public const string ProjectPurpose = "Learn and teach survival analysis and classification on public, de-identified cancer cohorts.";

    /// <summary>Who works in the demo's project.</summary>
    public static readonly IReadOnlyList<string> Members = ["researcher", "instructor"];
}
