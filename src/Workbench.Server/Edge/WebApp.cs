using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Workbench.Server.Hosting;

namespace Workbench.Server.Edge;

/// <summary>
/// The built web app: hashed files under /assets are cached for ever, everything else is asked for again. An address that is
/// no file and no API is the app's own, and gets its index page.
/// </summary>
internal static class WebApp
{
    private const string Forever = "public, max-age=31536000, immutable";
    private static readonly (string Encoding, string Suffix)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    public static void UseWebApp(this WebApplication app)
    {
        var folder = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Web;
        if (folder.Length == 0)
        {
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        app.Use((call, next) => ServeAsync(call, next, files, types));
    }

    private static Task ServeAsync(HttpContext call, RequestDelegate next, IFileProvider files, FileExtensionContentTypeProvider types)
    {
        var path = call.Request.Path;
        var reads = HttpMethods.IsGet(call.Request.Method) || HttpMethods.IsHead(call.Request.Method);
        if (!reads || BelongsToApi(path))
        {
            return next(call);
        }

        var name = path.Value is { Length: > 1 } value ? value : "/index.html";
        // Addresses of notebooks end in .ipynb and are pages all the same: somebody reloads one or follows a link to it.
        if (!Path.HasExtension(name) || path.StartsWithSegments("/notebooks"))
        {
            name = "/index.html";
        }

        var file = files.GetFileInfo(name);
        if (!file.Exists || file.IsDirectory || !types.TryGetContentType(name, out var type))
        {
            return Problems.WriteAsync(call, Problems.NotFound);
        }

        call.Response.ContentType = type;
        call.Response.Headers.CacheControl = name.StartsWith("/assets/", StringComparison.Ordinal) ? Forever : "no-cache";
        return SendAsync(call, Smallest(call, files, name) ?? file);
    }

    private static bool BelongsToApi(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi")
        || path.StartsWithSegments("/healthz") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/signed-in");

    private static IFileInfo? Smallest(HttpContext call, IFileProvider files, string name)
    {
        var accepted = call.Request.Headers.AcceptEncoding.ToString();
        foreach (var (encoding, suffix) in Compressed)
        {
            if (accepted.Contains(encoding, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(name + suffix) is { Exists: true } file)
            {
                call.Response.Headers.ContentEncoding = encoding;
                call.Response.Headers.Vary = "Accept-Encoding";
                return file;
            }
        }

        return null;
    }

    private static Task SendAsync(HttpContext call, IFileInfo file)
    {
        call.Response.ContentLength = file.Length;
        return HttpMethods.IsHead(call.Request.Method) ? Task.CompletedTask : call.Response.SendFileAsync(file, call.RequestAborted);
    }
}
