using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.People;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>PATCH people/{name}: roles, or whether the person is active. Takes effect at the person's next call.</summary>
internal static class ChangePersonRoles
{
    /// <param name="Roles">Left out: unchanged.</param>
    /// <param name="Active">Left out: unchanged.</param>
    public sealed record PersonChange(IReadOnlyList<Role>? Roles = null, bool? Active = null);

    public static void Map(IEndpointRouteBuilder api) => api.MapPatch("/people/{name}", HandleAsync).WithName("changePerson");

    private static async Task<Results<NoContent, RefusalResult>> HandleAsync(
        string name, PersonChange body, Caller caller, GovernanceStore store, CancellationToken cancel) =>
        Answer.Done(await ChangePerson.ExecuteAsync(store, caller.Actor, name, body.Roles, body.Active, cancel));
}
