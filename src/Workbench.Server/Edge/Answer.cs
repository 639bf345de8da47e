using Microsoft.AspNetCore.Http.HttpResults;
using Workbench.Governance.Decisions;

namespace Workbench.Server.Edge;

/// <summary>From what a use case decided to what the call answers.</summary>
internal static class Answer
{
    public static Results<Ok<TBody>, RefusalResult> Ok<T, TBody>(Outcome<T> outcome, Func<T, TBody> body) =>
        outcome.Allowed ? TypedResults.Ok(body(outcome.Value)) : new RefusalResult(outcome.Refusal);

    public static Results<NoContent, RefusalResult> Done<T>(Outcome<T> outcome) =>
        outcome.Allowed ? TypedResults.NoContent() : new RefusalResult(outcome.Refusal);

    public static RefusalResult Unknown(string code, string what) =>
        RefusalResult.Of(code, $"There is no such {what}, or it is not yours to see.", "Load the list again.");

    public static RefusalResult NotFor(string what, string who) =>
        RefusalResult.Of(RefusalCodes.NotAllowed, $"{what} is for {who}.", $"Ask {who}.");
}
