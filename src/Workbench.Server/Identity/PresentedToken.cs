namespace Workbench.Server.Identity;

/// <summary>
/// Where a call may carry its API token: in the Authorization header everywhere; in the address only for the Jupyter API,
/// whose clients write it there when they open a WebSocket. Addresses end in histories and logs, so nothing of ours takes it.
/// </summary>
internal static class PresentedToken
{
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        foreach (var word in (ReadOnlySpan<string>)["token ", "Bearer "])
        {
            if (header.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return header[word.Length..].Trim();
            }
        }

        var inAddress = request.Query["token"].ToString();
        return inAddress.Length > 0 && IsJupyter(request.Path) ? inAddress : null;
    }

    private static bool IsJupyter(PathString path) =>
        path.StartsWithSegments("/api") && !path.StartsWithSegments("/api/workbench");
}
