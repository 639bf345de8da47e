using System.Globalization;
using Microsoft.AspNetCore.Http;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Decisions;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

internal enum BrokerCallKind
{
    List,
    Open,
    Table,
    Describe,
    Image,
    Images,
    Preview,
}

/// <summary>
/// A call's address, taken apart. Only the addresses of the contract exist, names are names and never paths, and a
/// parameter that is not known is refused instead of ignored: a misspelt <c>filter</c> must not answer with all rows.
/// </summary>
internal sealed record BrokerAddress(BrokerCallKind Kind, string? Cohort = null, string? Table = null)
{
    public int? Version { get; private init; }

    /// <summary>Numbers of the images in the snapshot; one, but for <see cref="BrokerCallKind.Images"/>.</summary>
    public IReadOnlyList<long> Images { get; private init; } = [];

    public IReadOnlyList<string>? Columns { get; private init; }

    public string? Filter { get; private init; }

    public long? Limit { get; private init; }

    public static Outcome<BrokerAddress> Read(HttpRequest request)
    {
        var parts = (request.Path.Value ?? string.Empty).Split('/');
        BrokerAddress? place = parts switch
        {
            ["", "v1", "cohorts"] => new(BrokerCallKind.List),
            ["", "v1", "cohorts", var cohort] => new(BrokerCallKind.Open, cohort),
            ["", "v1", "cohorts", var cohort, "describe"] => new(BrokerCallKind.Describe, cohort),
            ["", "v1", "cohorts", var cohort, "tables", var table] => new(BrokerCallKind.Table, cohort, table),
            ["", "v1", "cohorts", var cohort, "images"] => new(BrokerCallKind.Images, cohort, ReadImages.Table),
            ["", "v1", "cohorts", var cohort, "images", var image] when IsNumber(image) => new(BrokerCallKind.Image, cohort, ReadImages.Table) { Images = [Number(image)] },
            ["", "v1", "cohorts", var cohort, "images", var image, "preview"] when IsNumber(image) => new(BrokerCallKind.Preview, cohort, ReadImages.Table) { Images = [Number(image)] },
            _ => null,
        };
        if (place is null || (place.Table is { } named && !SnapshotStore.IsName(named)))
        {
            return new Refusal(BrokerStatus.AddressUnknown, "There is nothing at this address.", NextStep: "See /v1/cohorts.");
        }

        return place.Cohort is { } name && !SnapshotStore.IsName(name)
            ? new Refusal(RefusalCodes.CohortUnknown, "There is no cohort of this name.", NextStep: "See /v1/cohorts.")
            : place.WithQuery(request.Query);
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= 12 && text.All(char.IsAsciiDigit) && text[0] != '0';

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private Outcome<BrokerAddress> WithQuery(IQueryCollection query)
    {
        var read = this;
        foreach (var (name, values) in query)
        {
            if (values.Count != 1 || values[0] is not { Length: > 0 } value)
            {
                return Invalid($"The parameter \"{Shown(name)}\" is empty or stands twice.");
            }

            switch (Kind, name)
            {
                case (not BrokerCallKind.List, "version") when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0:
                    read = read with { Version = version };
                    break;
                case (BrokerCallKind.Table, "limit") when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit):
                    read = read with { Limit = limit };
                    break;
                case (BrokerCallKind.Table, "columns") when value.Split(',') is var columns && columns.Distinct(StringComparer.Ordinal).Count() == columns.Length:
                    read = read with { Columns = columns };
                    break;
                case (BrokerCallKind.Table, "filter"):
                    read = read with { Filter = value };
                    break;
                case (BrokerCallKind.Images, "numbers") when value.Split(',') is { Length: <= BrokerContract.MostImages } numbers && numbers.All(IsNumber) && numbers.Distinct(StringComparer.Ordinal).Count() == numbers.Length:
                    read = read with { Images = [.. numbers.Select(Number)] };
                    break;
                case (BrokerCallKind.Describe, "table") when SnapshotStore.IsName(value):
                    read = read with { Table = value };
                    break;
                default:
                    return Invalid($"The parameter \"{Shown(name)}\" is not known here or has no valid value.");
            }
        }

        return read.Kind == BrokerCallKind.Images && read.Images.Count == 0
            ? Invalid(string.Create(CultureInfo.InvariantCulture, $"The images are missing: numbers=1,2,3 names up to {BrokerContract.MostImages}."))
            : read;
    }

    // What came in goes back only as far as it is a plain word.
    private static string Shown(string name) => SnapshotStore.IsName(name) ? name : "(unreadable)";

    private static Refusal Invalid(string message) => new(
        RefusalCodes.Invalid,
        message,
        NextStep: "Tables take version, columns, filter and limit; describe takes version and table; images take version and numbers; a cohort takes version.");
}
