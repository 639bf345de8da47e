using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Protocol.Launching;
using Workbench.Server.Edge;

namespace Workbench.Server.Sessions;

/// <summary>GET profiles: the resource profiles, what of them this host does not hold, and the one that a session gets when none is named.</summary>
internal static class ListProfiles
{
    /// <param name="NotHeld">One sentence for each limit that this host does not hold.</param>
    public sealed record ProfilePage(IReadOnlyList<ResourceProfile> Profiles, string Default, IReadOnlyList<string> NotHeld);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/profiles", HandleAsync).WithName("listProfiles");

    private static async Task<Results<Ok<ProfilePage>, RefusalResult>> HandleAsync(LauncherClient launcher, CancellationToken cancel)
    {
        var (page, refusal) = await PageAsync(launcher, new LauncherRequest(LauncherVerbs.ListProfiles), cancel);
        return page is null ? Refused(refusal!) : TypedResults.Ok(page);
    }

    internal static async Task<(ProfilePage? Page, LauncherRefusal? Refusal)> PageAsync(LauncherClient launcher, LauncherRequest request, CancellationToken cancel)
    {
        var reply = await launcher.AskAsync(request, cancel);
        if (reply.Profiles is not { } profiles)
        {
            return (null, reply.Refusal);
        }

        var status = (await launcher.AskAsync(new LauncherRequest(LauncherVerbs.Status), cancel)).Status;
        return (new ProfilePage(profiles, ResourceProfile.Default, status?.Notices ?? []), null);
    }

    internal static RefusalResult Refused(LauncherRefusal refusal) => refusal.Code == LauncherRefusals.LauncherUnreachable
        ? RefusalResult.Of(ServerRefusals.LauncherAbsent, "The launcher does not answer.", "Try again in a moment.")
        : RefusalResult.Of(Governance.Decisions.RefusalCodes.Invalid, refusal.Message);
}
