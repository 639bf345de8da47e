using Microsoft.AspNetCore.Http;
using Workbench.Governance.Decisions;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>The HTTP status of each refusal: 404 for what does not exist, 400 for a malformed question, 403 for the rest.</summary>
internal static class BrokerStatus
{
    public const string AddressUnknown = "address-unknown";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NotAcceptable = "not-acceptable";

    /// <summary>Permit or snapshot changed while the answer was made; asking again answers with the new state.</summary>
    public const string ChangedMeanwhile = "changed-meanwhile";

    /// <summary>What to say then.</summary>
    public static Refusal Changed { get; } = new(
        ChangedMeanwhile, "The permit or the newest snapshot changed while the answer was made.", NextStep: "Ask again.");

    /// <summary>A bug or a broken machine.</summary>
    public const string Broken = "broken";

    public static int Of(string code) => code switch
    {
        RefusalCodes.CohortUnknown or RefusalCodes.SnapshotMissing or AddressUnknown => StatusCodes.Status404NotFound,
        RefusalCodes.FilterRefused or RefusalCodes.Invalid => StatusCodes.Status400BadRequest,
        RefusalCodes.TooManyRequests => StatusCodes.Status429TooManyRequests,
        MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        NotAcceptable => StatusCodes.Status406NotAcceptable,
        Broken => StatusCodes.Status500InternalServerError,
        ChangedMeanwhile => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status403Forbidden,
    };
}
