using System.Collections.Concurrent;
using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Workbench.Protocol.Broker;

namespace Workbench.Client.Tests.Broker;

/// <summary>
/// A web server on a Unix socket that follows the broker's contract for one table, and misbehaves on demand: what the
/// real broker does only when something is wrong can be asked for by the name of the cohort.
/// </summary>
public sealed class StandInBroker : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private StandInBroker(WebApplication app, string folder) => (this.app, this.folder) = (app, folder);

    public string SocketPath => Path.Combine(folder, "b.sock");

    /// <summary>Path and query of every call, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public static async Task<StandInBroker> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("client-broker-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Path.Combine(folder, "b.sock"), listen => listen.Protocols = HttpProtocols.Http1));
        var broker = new StandInBroker(builder.Build(), folder);
        broker.MapRoutes();
        await broker.app.StartAsync();
        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void MapRoutes()
    {
        app.Use((context, next) =>
        {
            Calls.Enqueue(context.Request.Path + context.Request.QueryString);
            return next(context);
        });
        app.MapGet("/v1/cohorts", () => Json(new CohortList(
        [
            new("lung", "Lung <cancer>", "lung", "228 patients", 228, 3, [new("patients", 4)], "granted", Answers.Permit),
            new("breast", "Breast cancer", "breast", "", 569, 1, [new("wdbc", 569)], "none", null),
        ])));
        app.MapGet("/v1/cohorts/{name}", (string name) => name switch
        {
            "refused" => Refused(403, Answers.Revoked),
            "unclear" => Results.Text("<html>proxy error</html>", "text/html", statusCode: 502),
            "garbled" => Results.Text("{\"name\": ", "application/json"),
            _ => Json(Answers.Schema(name)),
        });
        app.MapGet("/v1/cohorts/{name}/describe", (string name) => Json(Answers.Figures(name)));
        app.MapGet("/v1/cohorts/{name}/tables/{table}", ServeTable);
    }

    private static async Task ServeTable(HttpContext context, string name, string? columns, string? filter, int? limit)
    {
        if (name == "revoked-meanwhile")
        {
            await Refused(403, Answers.Revoked).ExecuteAsync(context);
            return;
        }
        var select = columns is null ? "*" : string.Join(", ", columns.Split(',').Select(column => $"\"{column}\""));
        var sql = $"SELECT {select} FROM ({Answers.Rows}) {(filter is null ? "" : "WHERE " + filter)} {(limit is null ? "" : "LIMIT " + limit.Value.ToString(CultureInfo.InvariantCulture))}";
        using var file = ParquetFile.From(sql);
        var bytes = await File.ReadAllBytesAsync(file.Path);
        context.Response.ContentType = BrokerContract.Parquet;
        context.Response.Headers[BrokerContract.SnapshotHeader] = $"{name}/v3";
        if (name == "cut")
        {
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await context.Response.Body.FlushAsync();
            // The client must have begun to read: an earlier end would look like no answer at all.
            await Task.Delay(300);
            context.Abort();
            return;
        }
        await context.Response.Body.WriteAsync(bytes);
    }

    private static IResult Json<T>(T answer) => Results.Json(answer, BrokerContract.JsonOptions);

    private static IResult Refused(int status, BrokerRefusal refusal) =>
        Results.Json(refusal, BrokerContract.JsonOptions, BrokerContract.Problem, status);
}
