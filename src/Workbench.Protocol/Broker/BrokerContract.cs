using System.Text.Json;

namespace Workbench.Protocol.Broker;

/// <summary>
/// What the two ends of a session's broker socket agree on: HTTP/1.1 on a Unix socket, GET only, no credentials, because
/// the socket that a call comes in on says who calls. JSON is camelCase; refusals are problem details (RFC 9457).
/// </summary>
public static class BrokerContract
{
    public const string Cohorts = "/v1/cohorts";
    public const string Parquet = "application/vnd.apache.parquet";
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    public const string Dicom = "application/dicom";
    public const string Png = "image/png";
    public const string Tar = "application/x-tar";
    public const string Problem = "application/problem+json";

    /// <summary>Response header: which snapshot answered, as <c>lung/v3</c>.</summary>
    public const string SnapshotHeader = "Workbench-Snapshot";

    /// <summary>Response header: id of the permit that let it through.</summary>
    public const string PermitHeader = "Workbench-Permit";

    /// <summary>The environment variable that tells a kernel where the socket is.</summary>
    public const string SocketVariable = "WORKBENCH_BROKER";

    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Address of one cohort's schema and dictionary.</summary>
    public static string Cohort(string name) => $"{Cohorts}/{Uri.EscapeDataString(name)}";

    /// <summary>Address of one table's rows.</summary>
    public static string Table(string cohort, string table) => $"{Cohort(cohort)}/tables/{Uri.EscapeDataString(table)}";

    /// <summary>Address of a cohort's figures.</summary>
    public static string Describe(string cohort) => $"{Cohort(cohort)}/describe";

    /// <summary>Address of one image as DICOM; its number stands in the table <c>images</c>.</summary>
    public static string Image(string cohort, long image) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Cohort(cohort)}/images/{image}");

    /// <summary>Images that one call may ask for.</summary>
    public const int MostImages = 64;

    /// <summary>
    /// Address of several images, as a tar archive of DICOM files named by <see cref="ImageEntry"/>, in the order asked. The broker answers the first ones that fit into
    /// <see cref="MostImageBytes"/>, at least one; the others have to be asked for again.
    /// </summary>
    public static string Images(string cohort, IEnumerable<long> images) =>
        $"{Cohort(cohort)}/images?numbers={string.Join(',', images.Select(image => image.ToString(System.Globalization.CultureInfo.InvariantCulture)))}";

    /// <summary>Bytes of the images of one answer, unless the first one alone has more.</summary>
    public const long MostImageBytes = 16 * 1024 * 1024;

    /// <summary>Name of an image in such an archive.</summary>
    public static string ImageEntry(long image) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{image}.dcm");

    /// <summary>Address of a small picture of an image.</summary>
    public static string Preview(string cohort, long image) => $"{Image(cohort, image)}/preview";
}
