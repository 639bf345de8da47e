using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Audit;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Protocol.Launching;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.Sessions;

/// <summary>PUT profiles: new amounts for the three resource profiles, by an admin. Sessions that run keep what they were started with.</summary>
internal static class ChangeProfiles
{
    private const string Changed = "profiles-changed";

    /// <param name="Profiles">All three, smallest first.</param>
    public sealed record NewProfiles(IReadOnlyList<ResourceProfile> Profiles);

    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/profiles", HandleAsync).WithName("changeProfiles");

    private static async Task<Results<Ok<ListProfiles.ProfilePage>, RefusalResult>> HandleAsync(
        NewProfiles body, Caller caller, LauncherClient launcher, GovernanceStore store, CancellationToken cancel)
    {
        if (!caller.Has(Role.Admin))
        {
            return Answer.NotFor("Changing the resource profiles", "an admin");
        }

        // What is recorded is what was accepted; the launcher's answer decides.
        var (page, refusal) = await ListProfiles.PageAsync(launcher, new LauncherRequest(LauncherVerbs.SetProfiles, Profiles: body.Profiles), cancel);
        if (page is null)
        {
            return ListProfiles.Refused(refusal!);
        }

        var facts = page.Profiles.ToDictionary(profile => profile.Name, Words);
        await store.RecordAsync(new AuditDraft(Changed, caller.Actor, "resource profiles") { Details = facts }, cancel);
        return TypedResults.Ok(page);
    }

    private static string Words(ResourceProfile profile) => string.Create(CultureInfo.InvariantCulture,
        $"memory {profile.MemoryBytes}, processors {profile.Processors}, processes {profile.Processes}, home {profile.HomeBytes}, idle minutes {profile.IdleMinutes}, hours {profile.LongestHours}");
}
