using System.Security.Cryptography;
using System.Text;

namespace Workbench.Server.Edge;

/// <summary>
/// The document in which the web app runs the JavaScript cells of a notebook. A notebook may have been written by somebody else than its
/// reader, so its script must neither act as the reader nor carry data out: the document has an origin of its own (no cookies, no
/// storage, no way into the page), may connect to nothing, and runs the cells in a worker, which can neither navigate nor look names up.
/// </summary>
internal static class ScriptFrame
{
    public const string Address = "/script-frame";

    // The page sends the worker's program and a port to talk through; the document itself takes part no further.
    private const string Script =
        "addEventListener('message',e=>{if(e.source!==parent||!e.ports[0])return;"
        + "const u=URL.createObjectURL(new Blob([e.data.source],{type:'text/javascript'}));"
        + "new Worker(u).postMessage(0,[e.ports[0]])},{once:true})";

    private static readonly byte[] Document = Encoding.UTF8.GetBytes(
        $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>JavaScript cells</title><script>{Script}</script></html>");

    /// <summary>
    /// Content Security Policy 3. The worker inherits it, and needs 'unsafe-eval' to make functions of cells; no other script than
    /// the one above can run in the document.
    /// </summary>
    public static string Policy { get; } =
        "sandbox allow-scripts; default-src 'none'; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        + $"script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)))}' 'unsafe-eval'";

    public static bool IsAt(PathString path) => path.Equals(Address, StringComparison.Ordinal);

    public static Task ServeAsync(HttpContext call, RequestDelegate next)
    {
        if (!IsAt(call.Request.Path) || !HttpMethods.IsGet(call.Request.Method))
        {
            return next(call);
        }

        call.Response.ContentType = "text/html; charset=utf-8";
        call.Response.ContentLength = Document.Length;
        call.Response.Headers.CacheControl = "no-cache";
        return call.Response.Body.WriteAsync(Document, call.RequestAborted).AsTask();
    }
}
