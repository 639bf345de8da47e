using System.Net.Http.Json;
using System.Text.Json;
using Workbench.Protocol.Broker;

namespace Workbench.Client.Broker;

/// <summary>Turns the broker's problem details into the exception that a notebook shows.</summary>
internal static class BrokerRefusals
{
    public static async Task<Exception> ReadAsync(HttpResponseMessage response, string asked, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType == BrokerContract.Problem)
        {
            try
            {
                var refusal = await response.Content.ReadFromJsonAsync<BrokerRefusal>(BrokerContract.JsonOptions, cancellation).ConfigureAwait(false);
                if (refusal is { Code: { Length: > 0 } code })
                {
                    return new CohortRefusedException(
                        asked, code, refusal.Detail ?? refusal.Title ?? "No reason was given.",
                        refusal.Clause is { } clause ? new PermitClause(clause.Permit, clause.Number, clause.Text) : null,
                        refusal.NextStep);
                }
            }
            catch (JsonException)
            {
                // Not a refusal that this client can read: reported below as the failure that it is.
            }
        }
        return BrokerUnavailableException.Failed(asked, (int)response.StatusCode);
    }
}
