using System.Formats.Tar;
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
/// <c>GET /v1/cohorts/{name}/images/{image}</c> and <c>…/preview</c>: one image as DICOM, or a small picture of it; <c>…/images?numbers=1,2,3</c>: several as a tar archive,
/// since who reads a series asks once for what is decided and recorded once. It takes a permit of level images for the table <c>images</c>, and each image has to be in a row
/// that the permit's row filter shows; one in another row is as unknown as one that does not exist. Decided and recorded before the first byte, as rows are; the record
/// names each image that goes out.
/// </summary>
internal static class ReadImages
{
    /// <summary>The table that says which image lies where.</summary>
    public const string Table = "images";

    private const int TarBlock = 512;

    public static async Task HandleAsync(BrokerCall call, BrokerAddress address)
    {
        var prepared = await PrepareAsync(call, address);
        var answered = prepared is { Images: { Allowed: true, Value: var read } } ? [.. address.Images.Take(read.Count)] : address.Images;
        var outcome = await call.Store.CommitAsync<Plan>(
            async (context, cancellation) =>
            {
                var person = await PermittedSnapshot.PersonAsync(call, context, cancellation);
                var plan = await DecideAsync(call, context, person, address, cancellation);
                var final = plan.Allowed ? Confirm(plan.Value, prepared) : plan;
                return new(
                    final,
                    BrokerAudit.Draft(call, AuditKinds.TableRead, Subject(address.Kind, answered), person, ("format", address.Kind == BrokerCallKind.Preview ? "png" : "dicom"))
                        .With(address.Cohort, plan.Value?.Opened.Grant, final.Refusal));
            },
            call.Aborted);
        if (!outcome.Allowed)
        {
            await BrokerAnswer.RefuseAsync(call.Http, outcome.Refusal);
            return;
        }

        var response = call.Http.Response;
        var images = prepared!.Value.Images.Value!;
        response.StatusCode = StatusCodes.Status200OK;
        BrokerAnswer.Name(call.Http, outcome.Value.Opened);
        if (address.Kind == BrokerCallKind.Images)
        {
            response.ContentType = BrokerContract.Tar;
            response.ContentLength = images.Sum(image => TarBlock + ((long)image.Length + TarBlock - 1) / TarBlock * TarBlock) + (2 * TarBlock);
            await WriteTarAsync(response.Body, answered, images, call.Aborted);
            return;
        }

        response.ContentType = address.Kind == BrokerCallKind.Preview ? BrokerContract.Png : BrokerContract.Dicom;
        response.ContentLength = images[0].Length;
        await response.Body.WriteAsync(images[0], call.Aborted);
    }

    private static async Task WriteTarAsync(Stream body, IReadOnlyList<long> numbers, IReadOnlyList<byte[]> images, CancellationToken cancellation)
    {
        await using var tar = new TarWriter(body, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var (number, image) in numbers.Zip(images))
        {
            await using var data = new MemoryStream(image, writable: false);
            await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, BrokerContract.ImageEntry(number)) { DataStream = data, ModificationTime = DateTimeOffset.UnixEpoch }, cancellation);
        }
    }

    // "images 1-16, 20": each image is named, and a series takes few words.
    private static string Subject(BrokerCallKind kind, IReadOnlyList<long> numbers)
    {
        var parts = new List<string>();
        foreach (var number in numbers.Order())
        {
            var first = parts.Count > 0 && parts[^1].Split('-') is var last && long.Parse(last[^1], CultureInfo.InvariantCulture) == number - 1 ? last[0] : null;
            if (first is not null)
            {
                parts.RemoveAt(parts.Count - 1);
            }

            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{(first is null ? "" : first + "-")}{number}"));
        }

        var list = string.Join(", ", parts);
        return kind == BrokerCallKind.Preview ? $"preview of image {list}" : numbers.Count == 1 ? $"image {list}" : $"images {list}";
    }

    // Null when the first look at the permits already refuses; the commit then decides and records the refusal.
    private static async Task<(Plan Plan, Outcome<IReadOnlyList<byte[]>> Images)?> PrepareAsync(BrokerCall call, BrokerAddress address)
    {
        await using var context = call.Store.Read();
        var person = await PermittedSnapshot.PersonAsync(call, context, call.Aborted);
        var plan = await DecideAsync(call, context, person, address, call.Aborted);
        return plan.Allowed ? (plan.Value, await ReadAsync(call, plan.Value, address)) : null;
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

    private static async Task<Outcome<IReadOnlyList<byte[]>>> ReadAsync(BrokerCall call, Plan plan, BrokerAddress address)
    {
        var isPreview = address.Kind == BrokerCallKind.Preview;
        var places = await call.Services.Images.FindAsync(
            call.Services.Tables, plan.Opened.Snapshot, Table, plan.File, plan.RowFilter.Length == 0 ? null : plan.RowFilter, address.Images, isPreview, call.Aborted);
        if (!places.Allowed)
        {
            return places.Refusal;
        }

        if (places.Value is not { } packed)
        {
            var message = isPreview ? "There is no such image, or no picture of it." : address.Images.Count > 1 ? "One of these images does not exist." : "There is no such image.";
            return new Refusal(RefusalCodes.Invalid, message, NextStep: "Take a number from the column image of the table images.");
        }

        var images = new List<byte[]>();
        var bytes = 0L;
        foreach (var one in packed)
        {
            bytes += one.Bytes;
            if (images.Count > 0 && bytes > BrokerContract.MostImageBytes)
            {
                break;
            }

            if (await one.ReadAsync(plan.Opened.Snapshot, call.Aborted) is not { } image)
            {
                return PermittedSnapshot.Missing(plan.Opened.Cohort.Name, plan.Opened.Grant.Version);
            }

            images.Add(image);
        }

        return Outcome<IReadOnlyList<byte[]>>.Of(images);
    }

    private static Outcome<Plan> Confirm(Plan plan, (Plan Plan, Outcome<IReadOnlyList<byte[]>> Images)? prepared) =>
        prepared is not { } made || !made.Plan.IsSameAs(plan)
            ? BrokerStatus.Changed
            : made.Images.Allowed ? plan : made.Images.Refusal;

    private sealed record Plan(PermittedSnapshot Opened, string File, string RowFilter)
    {
        public bool IsSameAs(Plan other) => Opened.Grant.Permit.Id == other.Opened.Grant.Permit.Id && File == other.File && RowFilter == other.RowFilter;
    }
}
