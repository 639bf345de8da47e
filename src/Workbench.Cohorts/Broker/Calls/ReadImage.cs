using System.Globalization;
using Microsoft.AspNetCore.Http;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Storage;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>
/// <c>GET /v1/cohorts/{name}/images/{image}</c> and <c>…/preview</c>: one image as DICOM, or a small picture of it. It takes a permit of level images
/// for the table <c>images</c>, and the image has to be in a row that the permit's row filter shows; one in another row is as unknown as one that
/// does not exist. Decided and recorded before the first byte, as rows are.
/// </summary>
internal static class ReadImage
{
    /// <summary>The table that says which image lies where.</summary>
    public const string Table = "images";

    public static async Task HandleAsync(BrokerCall call, BrokerAddress address)
    {
        var isPreview = address.Kind == BrokerCallKind.Preview;
        var prepared = await PrepareAsync(call, address, isPreview);
        var outcome = await call.Store.CommitAsync<Plan>(
            async (context, cancellation) =>
            {
                var person = await PermittedSnapshot.PersonAsync(call, context, cancellation);
                var plan = await DecideAsync(call, context, person, address, cancellation);
                var final = plan.Allowed ? Confirm(plan.Value, prepared) : plan;
                var number = address.Image.ToString(CultureInfo.InvariantCulture);
                return new(
                    final,
                    BrokerAudit.Draft(call, AuditKinds.TableRead, isPreview ? $"preview of image {number}" : $"image {number}", person, ("format", isPreview ? "png" : "dicom"))
                        .With(address.Cohort, plan.Value?.Opened.Grant, final.Refusal));
            },
            call.Aborted);
        if (!outcome.Allowed)
        {
            await BrokerAnswer.RefuseAsync(call.Http, outcome.Refusal);
            return;
        }

        var response = call.Http.Response;
        var bytes = prepared!.Value.Bytes.Value!;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = isPreview ? BrokerContract.Png : BrokerContract.Dicom;
        response.ContentLength = bytes.Length;
        BrokerAnswer.Name(call.Http, outcome.Value.Opened);
        await response.Body.WriteAsync(bytes, call.Aborted);
    }

    // Null when the first look at the permits already refuses; the commit then decides and records the refusal.
    private static async Task<(Plan Plan, Outcome<byte[]> Bytes)?> PrepareAsync(BrokerCall call, BrokerAddress address, bool isPreview)
    {
        await using var context = call.Store.Read();
        var person = await PermittedSnapshot.PersonAsync(call, context, call.Aborted);
        var plan = await DecideAsync(call, context, person, address, call.Aborted);
        return plan.Allowed ? (plan.Value, await ReadAsync(call, plan.Value, address.Image, isPreview)) : null;
    }

    private static async Task<Outcome<Plan>> DecideAsync(BrokerCall call, GovernanceContext context, Person? person, BrokerAddress address, CancellationToken cancellation)
    {
        var opened = await PermittedSnapshot.DecideAsync(call, context, person, address, Level.Images, Table, null, cancellation);
        if (!opened.Allowed)
        {
            return opened.Refusal;
        }

        var rowFilter = PermitRowFilter.Resolve(call.Services.Filters, opened.Value, opened.Value.Grant.Table!);
        if (!rowFilter.Allowed)
        {
            return rowFilter.Refusal;
        }

        return call.Services.Snapshots.TableFile(opened.Value.Snapshot, Table) is { } file
            ? new Plan(opened.Value, file, rowFilter.Value)
            : PermittedSnapshot.Missing(opened.Value.Cohort.Name, opened.Value.Grant.Version);
    }

    private static async Task<Outcome<byte[]>> ReadAsync(BrokerCall call, Plan plan, long image, bool isPreview)
    {
        var place = await call.Services.Images.FindAsync(
            call.Services.Tables, plan.Opened.Snapshot, Table, plan.File, plan.RowFilter.Length == 0 ? null : plan.RowFilter, image, isPreview, call.Aborted);
        if (!place.Allowed)
        {
            return place.Refusal;
        }

        if (place.Value is not { } packed)
        {
            return new Refusal(RefusalCodes.Invalid, isPreview ? "There is no such image, or no picture of it." : "There is no such image.", NextStep: "Take a number from the column image of the table images.");
        }

        return await packed.ReadAsync(plan.Opened.Snapshot, call.Aborted) is { } bytes
            ? bytes
            : PermittedSnapshot.Missing(plan.Opened.Cohort.Name, plan.Opened.Grant.Version);
    }

    private static Outcome<Plan> Confirm(Plan plan, (Plan Plan, Outcome<byte[]> Bytes)? prepared) =>
        prepared is not { } made || !made.Plan.IsSameAs(plan)
            ? BrokerStatus.Changed
            : made.Bytes.Allowed ? plan : made.Bytes.Refusal;

    private sealed record Plan(PermittedSnapshot Opened, string File, string RowFilter)
    {
        public bool IsSameAs(Plan other) => Opened.Grant.Permit.Id == other.Opened.Grant.Permit.Id && File == other.File && RowFilter == other.RowFilter;
    }
}
