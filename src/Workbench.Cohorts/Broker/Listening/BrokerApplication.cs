using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Workbench.Cohorts.Broker.Calls;
using Workbench.Governance.Decisions;

namespace Workbench.Cohorts.Broker.Listening;

/// <summary>Takes each request to its call. Nothing of a request but its method, address and Accept header is looked at.</summary>
internal sealed partial class BrokerApplication(BrokerServices services, CallLimits limits, BrokerMeter meter, ILogger log)
    : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var caller = context.Features.Get<SessionCaller>()
            ?? throw new InvalidOperationException("A connection without a session cannot be.");
        var call = new BrokerCall(context, caller, services);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            using var lease = limits.TryEnter(caller.SessionId);
            await (lease is null ? RefuseTooManyAsync(call) : AnswerAsync(call));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to answer.
        }
        catch (Exception broken) when (!context.Response.HasStarted)
        {
            // Only the type: the message of an exception can hold a value.
            LogBroken(log, caller.SessionId, broken.GetType().Name);
            context.Response.Clear();
            await BrokerAnswer.RefuseAsync(context, new Refusal(
                BrokerStatus.Broken, "The broker could not answer; nothing was read.", NextStep: "Try again; if it stays, tell an admin."));
        }
        finally
        {
            meter.Answered(context.Response.StatusCode);
        }
    }

    private Task RefuseTooManyAsync(BrokerCall call)
    {
        var refusal = new Refusal(
            RefusalCodes.TooManyRequests,
            "This session asks too often or too much at once.",
            NextStep: "Wait for the answers before asking again.");
        return limits.RecordsRefusal(call.Caller.SessionId, call.Now)
            ? RefuseCall.HandleAsync(call, refusal)
            : BrokerAnswer.RefuseAsync(call.Http, refusal);
    }

    private static async Task AnswerAsync(BrokerCall call)
    {
        var request = call.Http.Request;
        if (!HttpMethods.IsGet(request.Method))
        {
            call.Http.Response.Headers.Allow = "GET";
            await RefuseCall.HandleAsync(call, new Refusal(BrokerStatus.MethodNotAllowed, "The broker only answers GET."));
            return;
        }

        if (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            await RefuseCall.HandleAsync(call, new Refusal(RefusalCodes.Invalid, "A question to the broker has no body."));
            return;
        }

        var address = BrokerAddress.Read(request);
        await (!address.Allowed ? RefuseCall.HandleAsync(call, address.Refusal) : address.Value.Kind switch
        {
            BrokerCallKind.List => ListCohorts.HandleAsync(call),
            BrokerCallKind.Open => OpenCohort.HandleAsync(call, address.Value),
            BrokerCallKind.Table => ReadTable.HandleAsync(call, address.Value),
            BrokerCallKind.Image or BrokerCallKind.Images or BrokerCallKind.Preview => ReadImages.HandleAsync(call, address.Value),
            _ => DescribeCohort.HandleAsync(call, address.Value),
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A broker call of session {SessionId} broke: {Exception}")]
    private static partial void LogBroken(ILogger log, string sessionId, string exception);
}
