using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Workbench.Governance.Decisions;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>Writes answers.</summary>
internal static class BrokerAnswer
{
    public static Task RefuseAsync(HttpContext http, Refusal refusal)
    {
        var status = BrokerStatus.Of(refusal.Code);
        var title = char.ToUpperInvariant(refusal.Code[0]) + refusal.Code[1..].Replace('-', ' ');
        var problem = new BrokerRefusal(
            $"https://workbench/refusals/{refusal.Code}",
            title,
            status,
            refusal.Message,
            refusal.Code,
            refusal.Clause is { } clause ? new RefusedClause(clause.Permit.Value, clause.Number, clause.Text) : null,
            refusal.NextStep);
        return WriteAsync(http, status, BrokerContract.Problem, JsonSerializer.SerializeToUtf8Bytes(problem, BrokerContract.JsonOptions));
    }

    /// <summary>Says in headers which snapshot answers and which permit lets it through.</summary>
    public static void Name(HttpContext http, PermittedSnapshot opened)
    {
        http.Response.Headers[BrokerContract.SnapshotHeader] = opened.Snapshot.Label;
        http.Response.Headers[BrokerContract.PermitHeader] = opened.Grant.Permit.Id.Value;
    }

    public static Task JsonAsync<T>(HttpContext http, T answer) => WriteAsync(
        http, StatusCodes.Status200OK, BrokerContract.Json, JsonSerializer.SerializeToUtf8Bytes(answer, BrokerContract.JsonOptions));

    private static async Task WriteAsync(HttpContext http, int status, string type, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
