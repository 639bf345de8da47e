using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Workbench.Governance.Decisions;

namespace Workbench.Server.Edge;

/// <summary>The answer "no" of a use case, as problem details. The only place that knows which status a code has.</summary>
public sealed class RefusalResult(Refusal refusal) : IResult, IEndpointMetadataProvider
{
    public static RefusalResult Of(string code, string message, string? nextStep = null) => new(new Refusal(code, message, NextStep: nextStep));

    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(
        httpContext, Problems.Make(StatusOf(refusal.Code), refusal.Code, refusal.Message, refusal.NextStep, refusal.Clause));

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var status in (ReadOnlySpan<int>)[400, 403, 404, 409])
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        }
    }

    /// <summary>A code that is not named here is a matter of permission: 403.</summary>
    internal static int StatusOf(string code) => code switch
    {
        RefusalCodes.Invalid or RefusalCodes.FilterRefused or ServerRefusals.PasswordNeeded or ServerRefusals.PasswordWeak => 400,
        RefusalCodes.WrongState or RefusalCodes.NameTaken or RefusalCodes.AlreadyRequested or RefusalCodes.SnapshotConflict => 409,
        RefusalCodes.TooManyRequests => 429,
        ServerRefusals.SignInFailed => 401,
        ServerRefusals.StorageFull => 507,
        ServerRefusals.LauncherAbsent or ServerRefusals.KernelsUnavailable => 503,
        _ when code.EndsWith("-unknown", StringComparison.Ordinal) => 404,
        _ => 403,
    };
}
