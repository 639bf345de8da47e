using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;

namespace Workbench.Server.People;

/// <summary>POST tokens: a new API token for the caller's own clients. The token is shown in this answer and never again.</summary>
internal static class MakeToken
{
    private const int LongestLabel = 80;

    public sealed record NewToken(string Label);

    public sealed record MadeToken(string Id, string Token);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/tokens", HandleAsync).WithName("makeToken");

    private static async Task<Results<Ok<MadeToken>, RefusalResult>> HandleAsync(
        NewToken body, Caller caller, IdentityContext identity, GovernanceStore store, CancellationToken cancel)
    {
        var label = body.Label.Trim();
        return label.Length is 0 or > LongestLabel
            ? RefusalResult.Of(RefusalCodes.Invalid, $"A token's label has 1 to {LongestLabel} characters.", "Say what the token is for.")
            : TypedResults.Ok(await MakeAsync(identity, store, caller.Actor, caller.Name, label, cancel));
    }

    /// <param name="actor">Who makes it: the person, or the installer at the host's command line.</param>
    /// <param name="person">Whose token it is.</param>
    internal static async Task<MadeToken> MakeAsync(
        IdentityContext identity, GovernanceStore store, Actor actor, string person, string label, CancellationToken cancel)
    {
        var made = new MadeToken(SecretKey.NewId(), SecretKey.New());
        identity.ApiTokens.Add(new ApiToken
        {
            Id = made.Id,
            PersonName = person,
            Hash = SecretKey.Hash(made.Token),
            Label = label,
            CreatedAt = store.Clock.GetUtcNow().UtcDateTime,
        });

        // The record comes first: a token that the audit does not know must not exist.
        await store.RecordAsync(
            new AuditDraft(AuditKinds.TokenMade, actor, $"person {person}") { Details = new Dictionary<string, string> { ["token"] = made.Id } }, cancel);
        await identity.SaveChangesAsync(cancel);
        return made;
    }
}
