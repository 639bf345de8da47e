using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>
/// <c>GET /v1/cohorts/{name}/tables/{table}</c>: rows. First the answer is made, then the permit is asked as it is at that
/// moment, and decision and audit event are committed together; only then the first byte goes out. So a permit that was
/// revoked while a long query ran gives nothing.
/// </summary>
internal static class ReadTable
{
    public static async Task HandleAsync(BrokerCall call, BrokerAddress address)
    {
        if (FormatOf(call.Http.Request) is not { } format)
        {
            await RefuseCall.HandleAsync(
                call,
                new Refusal(
                    BrokerStatus.NotAcceptable,
                    $"Rows go out as {BrokerContract.Parquet}, {BrokerContract.Csv} or {BrokerContract.Json}."));
            return;
        }

        var prepared = await PrepareAsync(call, address, format);
        await using var answer = prepared?.Answer.Value;
        var outcome = await call.Store.CommitAsync<TablePlan>(
            async (context, cancellation) =>
            {
                var person = await PermittedSnapshot.PersonAsync(call, context, cancellation);
                var plan = await TablePlan.MakeAsync(call, context, person, address, format, cancellation);
                var final = plan.Allowed ? Confirm(plan.Value, prepared) : plan;
                return new(
                    final,
                    BrokerAudit.Draft(
                        call, AuditKinds.TableRead, $"table {address.Table}", person,
                        ("columns", plan.Value is { } made ? string.Join(", ", made.Read.Columns) : null),
                        ("filterColumns", plan.Value is { FilterColumns.Count: > 0 } filtered ? string.Join(", ", filtered.FilterColumns) : null),
                        ("limit", address.Limit?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                        ("format", format.ToString().ToLowerInvariant()))
                        .With(address.Cohort, plan.Value?.Opened.Grant, final.Refusal));
            },
            call.Aborted);
        if (!outcome.Allowed)
        {
            await BrokerAnswer.RefuseAsync(call.Http, outcome.Refusal);
            return;
        }

        await TableAnswer.SendAsync(call.Http, MediaTypeOf(format), outcome.Value.Opened, answer!);
    }

    // Null when the first look at the permits already refuses; the commit then decides and records the refusal.
    private static async Task<(TablePlan Plan, Outcome<FileStream> Answer)?> PrepareAsync(
        BrokerCall call, BrokerAddress address, RowFormat format)
    {
        await using var context = call.Store.Read();
        var person = await PermittedSnapshot.PersonAsync(call, context, call.Aborted);
        var plan = await TablePlan.MakeAsync(call, context, person, address, format, call.Aborted);
        return plan.Allowed ? (plan.Value, await call.Services.Tables.ReadAsync(plan.Value.Read, call.Aborted)) : null;
    }

    private static Outcome<TablePlan> Confirm(TablePlan plan, (TablePlan Plan, Outcome<FileStream> Answer)? prepared) =>
        prepared is not { } made || !made.Plan.IsSameAs(plan)
            ? BrokerStatus.Changed
            : made.Answer.Allowed ? plan : made.Answer.Refusal;

    private static string MediaTypeOf(RowFormat format) => format switch
    {
        RowFormat.Parquet => BrokerContract.Parquet,
        RowFormat.Csv => BrokerContract.Csv,
        _ => BrokerContract.Json,
    };

    private static RowFormat? FormatOf(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0)
        {
            return request.Headers.Accept.Count == 0 ? RowFormat.Parquet : null;
        }

        foreach (var wanted in accepted.Where(one => one.Quality is null or > 0).OrderByDescending(one => one.Quality ?? 1))
        {
            foreach (var format in new[] { RowFormat.Parquet, RowFormat.Csv, RowFormat.Json })
            {
                if (new MediaTypeHeaderValue(MediaTypeOf(format)).IsSubsetOf(new MediaTypeHeaderValue(wanted.MediaType)))
                {
                    return format;
                }
            }
        }

        return null;
    }
}
